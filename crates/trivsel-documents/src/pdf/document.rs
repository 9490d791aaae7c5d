//! The view model of a printed document: what stands where, in words that are ready to be read.

use chrono::NaiveDate;
use serde::Serialize;
use trivsel_domain::text::{TextBlock, blocks};

use crate::Language;
use crate::qr::Qr;

/// A document of A4 pages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Document {
    /// The language it is written in.
    pub language: Language,
    /// Its title.
    pub title: String,
    /// A sentence below the title.
    pub subtitle: Option<String>,
    /// Whose document it is.
    pub organisation: String,
    /// The day it is from. Stands in the file's own data and is what archives go by.
    pub date: NaiveDate,
    /// The line below the title that says the date and the state, as "Godkendt 21.11.2026".
    pub date_line: Option<String>,
    /// "Side {page} af {pages}", with these two marks in it.
    pub page_line: String,
    /// A line at the foot of every page, as "Opfundet kommune".
    pub foot_line: Option<String>,
    /// Is it to be hung up as one sheet of paper? Then everything is set smaller until it fits; where even the smallest letters that can be
    /// read at arm's length do not let it, it goes on over the next page like any other.
    pub is_one_sheet: bool,
    /// What it says.
    pub blocks: Vec<Block>,
}

/// A piece of a document, across the column.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Block {
    /// A heading. Levels that skip one are moved up, because readers of screens walk along them.
    Heading {
        /// From 1 to 4.
        level: u8,
        /// What it says.
        text: String,
    },
    /// A paragraph.
    Paragraph {
        /// What it says. A line feed breaks the line.
        text: Text,
    },
    /// A list.
    List {
        /// Bullets or numbers.
        marks: Marks,
        /// Its points.
        items: Vec<Text>,
    },
    /// A part of a form: number, heading and guiding question at the side, what was answered beside them.
    Section {
        /// Its place in the form.
        number: Option<u32>,
        /// Its heading.
        title: String,
        /// The question it answers.
        question: Option<String>,
        /// What was answered.
        blocks: Vec<Block>,
    },
    /// A word at the side and what it stands for beside it.
    Definition {
        /// The word.
        term: String,
        /// What it stands for.
        blocks: Vec<Block>,
    },
    /// A table.
    Table(Table),
    /// A picture.
    Figure {
        /// The drawing, with plain colours, no wider than 640 px for its text to stay readable.
        svg: String,
        /// What it shows, for those who do not see it.
        alt: String,
        /// The sentence below it.
        caption: Option<String>,
    },
    /// A box that stands out.
    Notice {
        /// What kind of message it is.
        tone: Tone,
        /// The first words, in bold.
        title: Option<String>,
        /// The message.
        text: Text,
    },
    /// Lines to sign on, two beside each other.
    Signature {
        /// One for each who signs.
        lines: Vec<SignatureLine>,
    },
    /// Cards to be cut out, six to a page, on pages of their own.
    Cards(CardSheet),
    /// Cards with a question each, in letters to be read from a metre away, eight to a page with lines to cut along.
    TalkCards {
        /// What they are called: stands above the cards on every page.
        title: String,
        /// What each says.
        cards: Vec<String>,
    },
    /// A large code for telephones with large words beside it, to be read from a few steps away.
    Poster(Poster),
    /// The head of a page of its own, with a small code for telephones. A document that begins with one has no other head.
    Sheet(Sheet),
    /// A board for a wall, on sheets of A3 of its own.
    Board(BoardSheet),
    /// What follows begins on a new page.
    PageBreak,
}

impl Block {
    /// A heading.
    pub fn heading(level: u8, text: impl Into<String>) -> Self {
        Self::Heading {
            level,
            text: text.into(),
        }
    }

    /// A paragraph.
    pub fn paragraph(text: impl Into<Text>) -> Self {
        Self::Paragraph { text: text.into() }
    }

    /// A list with bullets.
    pub fn list<T: Into<Text>>(items: impl IntoIterator<Item = T>) -> Self {
        Self::List {
            marks: Marks::Bullets,
            items: items.into_iter().map(Into::into).collect(),
        }
    }

    /// A numbered part of a form.
    pub fn section(number: u32, title: impl Into<String>, question: impl Into<String>, blocks: Vec<Self>) -> Self {
        Self::Section {
            number: Some(number),
            title: title.into(),
            question: Some(question.into()),
            blocks,
        }
    }
}

/// The blocks of a long text as it was typed: paragraphs, line breaks and lists, by the rules the pages follow, too.
#[must_use]
pub fn prose(text: &str) -> Vec<Block> {
    let block = |block| match block {
        TextBlock::Paragraph(lines) => Block::paragraph(lines.join("\n")),
        TextBlock::List(points) => Block::list(points),
    };
    blocks(text).into_iter().map(block).collect()
}

/// What stands before the points of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Marks {
    /// Points in any order.
    Bullets,
    /// Steps.
    Numbers,
}

/// A table with a head.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Table {
    /// What it shows, above it.
    pub caption: Option<String>,
    /// The names of the columns. There are as many columns as names.
    pub head: Vec<String>,
    /// The rows. Short ones end in blanks.
    pub rows: Vec<Vec<Text>>,
    /// How each column is set; left where nothing is said.
    pub aligns: Vec<Align>,
    /// The first column names the rows.
    pub row_heads: bool,
    /// Source and date, below it.
    pub note: Option<String>,
}

impl Table {
    /// A table with a head, rows and the way its columns are set.
    #[must_use]
    pub fn new(head: &[&str], rows: Vec<Vec<Text>>, aligns: &[Align]) -> Self {
        Self {
            head: head.iter().map(|name| (*name).to_owned()).collect(),
            rows,
            aligns: aligns.to_vec(),
            ..Self::default()
        }
    }
}

/// How a column is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Align {
    /// Words.
    #[default]
    Left,
    /// Numbers.
    Right,
}

/// What kind of message a notice is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Tone {
    /// For your information.
    Plain,
    /// Something is in order.
    Good,
    /// Something needs thought.
    Warn,
    /// Something is wrong.
    Bad,
}

/// A line to sign on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SignatureLine {
    /// As what the person signs.
    pub role: String,
    /// Who signs, if known.
    pub name: Option<String>,
}

/// Cards that belong together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CardSheet {
    /// Whom they are for: stands above the cards on every page, outside what is cut out.
    pub title: String,
    /// The cards.
    pub cards: Vec<Card>,
}

/// A board with its zones: with the notes that lie on it, or empty to be written on by hand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct BoardSheet {
    /// Whose it is and what it is called.
    pub title: String,
    /// What is asked.
    pub question: String,
    /// Its zones, in their order.
    pub zones: Vec<BoardZone>,
}

/// A zone of a board.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct BoardZone {
    /// What it is called.
    pub name: String,
    /// What belongs there.
    pub help: String,
    /// Which of four signs and rules it has, so that nobody has to tell colours apart.
    pub sign: usize,
    /// The notes in it.
    pub notes: Vec<BoardNote>,
}

/// A note on a board.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct BoardNote {
    /// What it says.
    pub text: String,
    /// What the notes under it say.
    pub under: Vec<String>,
    /// What else is said of it, and its points.
    pub foot: String,
    /// Was it chosen?
    pub is_chosen: bool,
}

/// What a notice on a wall shows largest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Poster {
    /// The QR code.
    pub qr: Qr,
    /// What the QR code leads to, for those who do not see it.
    pub alt: String,
    /// How wide the QR code is, in millimetres: from 20, which a telephone reads in the hand, to 80, which it reads from three steps away.
    pub width_mm: u8,
    /// What stands beside it, the first in the largest letters.
    pub beside: Vec<Text>,
}

/// What stands on top of a page that is hung up or handed round by itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Sheet {
    /// Its title.
    pub title: String,
    /// The line below it: whose it is, from when to when.
    pub line: String,
    /// A code that leads to the page it was printed from.
    pub qr: Option<Qr>,
    /// What the code leads to, for those who do not see it.
    pub alt: String,
}

/// A card with a code, to be folded so that the code lies inside: a drawing for telephones on its left, words for people on its right.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Card {
    /// Its heading, in bold.
    pub title: String,
    /// The QR code.
    pub qr: Qr,
    /// What the QR code leads to, for those who do not see it.
    pub alt: String,
    /// What stands above the code.
    pub above: Text,
    /// The code, in large letters.
    pub code: String,
    /// What stands on the other half, in small ones.
    pub below: Vec<Text>,
    /// What stands where it is folded.
    pub fold: String,
}

/// A run of text in one or several styles.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
#[serde(transparent)]
pub struct Text(pub Vec<Span>);

/// A piece of text in one style.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Span {
    /// The words.
    pub text: String,
    /// How they look.
    pub style: Style,
    /// Where they lead.
    pub link: Option<String>,
}

/// How words look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Style {
    /// As the text around them.
    #[default]
    Plain,
    /// In bold, because they matter more.
    Strong,
    /// In grey, because they matter less.
    Soft,
}

impl Text {
    /// Words in the plain style.
    pub fn plain(text: impl Into<String>) -> Self {
        Self::default().then(text, Style::Plain)
    }

    /// Words in bold.
    pub fn strong(text: impl Into<String>) -> Self {
        Self::default().then(text, Style::Strong)
    }

    /// With these words after it.
    #[must_use]
    pub fn then(mut self, text: impl Into<String>, style: Style) -> Self {
        self.0.push(Span {
            text: text.into(),
            style,
            link: None,
        });
        self
    }

    /// With these words after it, which lead to an address.
    #[must_use]
    pub fn then_link(mut self, text: impl Into<String>, address: impl Into<String>) -> Self {
        self.0.push(Span {
            text: text.into(),
            style: Style::Plain,
            link: Some(address.into()),
        });
        self
    }
}

impl From<&str> for Text {
    fn from(text: &str) -> Self {
        Self::plain(text)
    }
}

impl From<String> for Text {
    fn from(text: String) -> Self {
        Self::plain(text)
    }
}
