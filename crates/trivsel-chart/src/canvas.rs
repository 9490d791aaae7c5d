//! A drawing under way: the shapes so far, and the room their texts, lines and walls already take.

use crate::metrics::{self, Weight};

/// All text in pictures has this size: the smallest that pages use.
pub(crate) const TYPE_SIZE: f64 = 14.0;
/// The least distance between the base lines of two texts, one above the other.
pub(crate) const LEADING: f64 = 17.0;
/// How far text reaches above and below its base line: 0.86 and 0.28 of the type size, accents and tails included.
const ASCENT: f64 = 12.0;
const DESCENT: f64 = 4.0;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Anchor {
    Start,
    Middle,
    End,
}

/// One of the five colours of series, in the order of the style: the first for one's own unit, the fifth for "the others".
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Colour {
    Fjord,
    Clay,
    Curry,
    Heather,
    Slate,
}

/// What a stroke or a field means. The writer decides how that looks on a page and on paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ink {
    Grid,
    Axis,
    Zero,
    Start,
    Goal,
    ShockField,
    ShockEdge,
    Series(Colour),
    Band,
    StrongBand,
    LimitEdge,
    Centre,
    Dot,
    HollowDot,
    SmallDot(Colour),
    Ring,
    Gap,
    Hatch,
    Expected,
    ExpectedBand,
    ThinLine,
    FineHollowDot,
    Whisker,
    Arrow,
    Mark,
}

/// How a text is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tone {
    Plain,
    Soft,
    Bold,
    Series(Colour),
    OwnSeries(Colour),
}

impl Tone {
    pub(crate) fn weight(self) -> Weight {
        match self {
            Self::Bold | Self::OwnSeries(_) | Self::Series(Colour::Fjord) => Weight::SemiBold,
            Self::Plain | Self::Soft | Self::Series(_) => Weight::Regular,
        }
    }

    pub(crate) fn width(self, text: &str) -> f64 {
        metrics::width(text, self.weight(), TYPE_SIZE)
    }
}

/// A field on the drawing, y downwards.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Field {
    pub(crate) left: f64,
    pub(crate) top: f64,
    pub(crate) right: f64,
    pub(crate) bottom: f64,
}

impl Field {
    pub(crate) fn touches(&self, other: &Self, gap: f64) -> bool {
        self.left < other.right + gap
            && other.left < self.right + gap
            && self.top < other.bottom
            && other.top < self.bottom
    }

    pub(crate) fn is_inside(&self, outer: &Self) -> bool {
        self.left >= outer.left && self.right <= outer.right && self.top >= outer.top && self.bottom <= outer.bottom
    }

    fn holds(&self, (x, y): (f64, f64)) -> bool {
        x > self.left - 5.0 && x < self.right + 5.0 && y > self.top - 1.0 && y < self.bottom + 1.0
    }
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Label {
    pub(crate) x: f64,
    pub(crate) baseline: f64,
    pub(crate) anchor: Anchor,
    pub(crate) tone: Tone,
    pub(crate) text: String,
}

impl Label {
    pub(crate) fn field(&self) -> Field {
        let width = self.tone.width(&self.text);
        let left = match self.anchor {
            Anchor::Start => self.x,
            Anchor::Middle => self.x - width / 2.0,
            Anchor::End => self.x - width,
        };
        Field {
            left,
            right: left + width,
            top: self.baseline - ASCENT,
            bottom: self.baseline + DESCENT,
        }
    }
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Shape {
    Line {
        from: (f64, f64),
        to: (f64, f64),
        ink: Ink,
    },
    Field {
        field: Field,
        ink: Ink,
    },
    Circle {
        at: (f64, f64),
        radius: f64,
        ink: Ink,
    },
    /// One or more strokes, each a list of corners; closed when it is a field.
    Path {
        strokes: Vec<Vec<(f64, f64)>>,
        closed: bool,
        ink: Ink,
    },
    Text(Label),
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Canvas {
    pub(crate) width: f64,
    pub(crate) height: f64,
    pub(crate) shapes: Vec<Shape>,
    texts: Vec<Field>,
    /// Points along drawn lines, close together: what a text should not lie upon.
    inked: Vec<(f64, f64)>,
    /// What a text should keep off if it can: start lines and rings.
    walls: Vec<Field>,
}

impl Canvas {
    pub(crate) fn new(width: f64, height: f64) -> Self {
        Self {
            width,
            height,
            shapes: Vec::new(),
            texts: Vec::new(),
            inked: Vec::new(),
            walls: Vec::new(),
        }
    }

    pub(crate) fn whole(&self) -> Field {
        Field {
            left: 0.0,
            top: 0.0,
            right: self.width,
            bottom: self.height,
        }
    }

    pub(crate) fn line(&mut self, from: (f64, f64), to: (f64, f64), ink: Ink) {
        self.shapes.push(Shape::Line { from, to, ink });
    }

    /// An upright line that stops above a text in its way and goes on below it.
    pub(crate) fn line_between_texts(&mut self, x: f64, (top, bottom): (f64, f64), ink: Ink) {
        let mut from = top;
        for (above, below) in self.texts_across(x) {
            if above > from {
                self.line((x, from), (x, above.min(bottom)), ink);
            }
            from = from.max(below);
        }
        if from < bottom {
            self.line((x, from), (x, bottom), ink);
        }
    }

    pub(crate) fn field(&mut self, field: Field, ink: Ink) {
        self.shapes.push(Shape::Field { field, ink });
    }

    pub(crate) fn circle(&mut self, at: (f64, f64), radius: f64, ink: Ink) {
        self.shapes.push(Shape::Circle { at, radius, ink });
    }

    pub(crate) fn path(&mut self, strokes: Vec<Vec<(f64, f64)>>, closed: bool, ink: Ink) {
        if !strokes.is_empty() {
            self.shapes.push(Shape::Path { strokes, closed, ink });
        }
    }

    /// Writes texts without asking whether there is room: the caller knows.
    pub(crate) fn write(&mut self, labels: Vec<Label>) {
        for label in labels {
            self.texts.push(label.field());
            self.shapes.push(Shape::Text(label));
        }
    }

    /// Remembers that a line runs along `corners`, for texts placed later.
    pub(crate) fn remember_line(&mut self, corners: &[(f64, f64)]) {
        for (from, to) in corners.iter().zip(corners.iter().skip(1)) {
            let (dx, dy) = (to.0 - from.0, to.1 - from.1);
            let length = dx.hypot(dy).min(4000.0);
            let mut at = 0.0;
            while at < length {
                self.inked.push((from.0 + dx * at / length, from.1 + dy * at / length));
                at += 4.0;
            }
        }
        self.inked.extend(corners.last());
    }

    pub(crate) fn remember_wall(&mut self, wall: Field) {
        self.walls.push(wall);
    }

    /// Whether the labels lie inside `bounds` and on no other text. Side by side they keep a letter's distance.
    pub(crate) fn has_room(&self, labels: &[Label], bounds: &Field) -> bool {
        labels.iter().map(Label::field).all(|field| {
            field.is_inside(bounds)
                && field.is_inside(&self.whole())
                && !self.texts.iter().any(|text| text.touches(&field, 6.0))
        })
    }

    /// From where to where texts lie across an upright line at `x`, from the top.
    pub(crate) fn texts_across(&self, x: f64) -> Vec<(f64, f64)> {
        let crossed = self
            .texts
            .iter()
            .filter(|text| text.left - 4.0 < x && x < text.right + 4.0);
        let mut found: Vec<(f64, f64)> = crossed.map(|text| (text.top, text.bottom)).collect();
        found.sort_by(|one, other| one.0.total_cmp(&other.0));
        found
    }

    pub(crate) fn is_off_walls(&self, labels: &[Label]) -> bool {
        labels
            .iter()
            .map(Label::field)
            .all(|field| !self.walls.iter().any(|wall| wall.touches(&field, 4.0)))
    }

    /// How much lies under the labels: points of lines, and walls, which count for more.
    pub(crate) fn clutter(&self, field: &Field) -> f64 {
        let points = self.inked.iter().filter(|point| field.holds(**point)).count();
        let walls = self.walls.iter().filter(|wall| wall.touches(field, 4.0)).count();
        crate::axis::real(points) + 5.0 * crate::axis::real(walls)
    }

    pub(crate) fn under(&self, labels: &[Label]) -> f64 {
        labels.iter().map(|label| self.clutter(&label.field())).sum()
    }

    /// Of the places that have room, the one with least under it; each step down the list weighs `step`, so that earlier ones win
    /// when little is to be gained. `None` if none has room.
    pub(crate) fn best(
        &self,
        places: impl Iterator<Item = Vec<Label>>,
        bounds: &Field,
        step: f64,
    ) -> Option<Vec<Label>> {
        let mut best: Option<(f64, Vec<Label>)> = None;
        for (order, labels) in places.enumerate() {
            if !self.has_room(&labels, bounds) {
                continue;
            }
            let cost = self.under(&labels) + step * crate::axis::real(order);
            if best.as_ref().is_none_or(|(least, _)| cost < *least) {
                best = Some((cost, labels));
            }
        }
        best.map(|(_, labels)| labels)
    }
}
