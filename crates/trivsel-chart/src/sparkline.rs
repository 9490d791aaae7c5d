//! A small line for a table cell, 150 × 44. The numbers stand beside it, so those who listen are spared it.

use crate::Colour;
use crate::axis::{can_be_drawn, real};
use crate::canvas::{Canvas, Ink};
use crate::runs::stretches;
use crate::svg::{self, Heading, Medium};

const WIDTH: f64 = 150.0;
const HEIGHT: f64 = 44.0;
const SIDE: f64 = 6.0;
const TOP: f64 = 7.0;

/// A line without axis or words. Missing values are gaps.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Sparkline {
    pub values: Vec<Option<f64>>,
    /// A dashed line across, when there is a goal.
    pub goal: Option<f64>,
}

impl Sparkline {
    /// For inside an element with the class `plot`.
    pub fn page(&self) -> String {
        svg::write(&self.drawn(), Heading::Silent { class: "spark" }, Medium::Page)
    }

    /// With plain colours, for a document.
    pub fn print(&self) -> String {
        svg::write(&self.drawn(), Heading::Silent { class: "spark" }, Medium::Paper)
    }

    fn drawn(&self) -> Canvas {
        let mut canvas = Canvas::new(WIDTH, HEIGHT);
        let shown = |at: usize| {
            self.values
                .get(at)
                .copied()
                .flatten()
                .filter(|value| can_be_drawn(*value))
        };
        let goal = self.goal.filter(|goal| can_be_drawn(*goal));
        let all = (0..self.values.len()).filter_map(shown).chain(goal);
        let (low, high) = all.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| {
            (low.min(value), high.max(value))
        });
        if low > high {
            return canvas;
        }
        let y = |value: f64| {
            let share = if high > low { (value - low) / (high - low) } else { 0.5 };
            HEIGHT - TOP - share * (HEIGHT - 2.0 * TOP)
        };
        let steps = real(self.values.len().saturating_sub(1).max(1));
        let x = |at: usize| SIDE + (WIDTH - 2.0 * SIDE) * real(at) / steps;
        if let Some(goal) = goal {
            canvas.line((0.0, y(goal)), (WIDTH, y(goal)), Ink::Goal);
        }
        let mut strokes = Vec::new();
        for run in stretches(self.values.len(), &[], |at| shown(at).is_some()) {
            let corners: Vec<(f64, f64)> = run.filter_map(|at| shown(at).map(|value| (x(at), y(value)))).collect();
            if let [single] = corners.as_slice() {
                canvas.circle(*single, 2.0, Ink::SmallDot(Colour::Fjord));
            } else {
                strokes.push(corners);
            }
        }
        canvas.path(strokes, false, Ink::Series(Colour::Fjord));
        if let Some((at, value)) = (0..self.values.len())
            .rev()
            .find_map(|at| shown(at).map(|value| (at, value)))
        {
            canvas.circle((x(at), y(value)), 4.0, Ink::Dot);
        }
        canvas
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sparkline_has_a_line_an_end_and_a_goal_and_is_silent() {
        let picture = Sparkline {
            values: vec![Some(6.4), Some(6.0), None, Some(5.9), Some(5.8)],
            goal: Some(5.7),
        }
        .page();
        assert!(
            picture.starts_with("<svg class=\"spark\" viewBox=\"0 0 150 44\" aria-hidden=\"true\">"),
            "{picture}"
        );
        assert!(picture.contains("class=\"goal\"") && picture.contains("class=\"dot\""));
        let path = picture
            .lines()
            .find(|line| line.contains("class=\"l1\""))
            .unwrap_or_default();
        assert_eq!(
            path.matches('M').count(),
            2,
            "the gap must not be drawn through: {path}"
        );
    }

    #[test]
    fn nothing_to_show_is_an_empty_drawing() {
        for values in [vec![], vec![None, None], vec![Some(f64::NAN)]] {
            assert!(!Sparkline { values, goal: None }.page().contains("<path"));
        }
        let level = Sparkline {
            values: vec![Some(2.0); 4],
            goal: None,
        }
        .page();
        assert!(level.contains("22L"), "a level series lies in the middle: {level}");
    }

    #[test]
    fn on_paper_it_has_colours_of_its_own() {
        let picture = Sparkline {
            values: vec![Some(1.0), Some(2.0)],
            goal: Some(3.0),
        }
        .print();
        assert!(!picture.contains("class=") && !picture.contains("var("), "{picture}");
    }
}
