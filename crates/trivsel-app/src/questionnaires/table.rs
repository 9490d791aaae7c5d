//! The simple form of a questionnaire: a table with an item in each row, as CSV or a workbook.
//!
//! What a table cannot say (bands, missing rules, licence) is left as most have it and added in the editor.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;

use trivsel_documents::table_in::{self, Layout, Misfit, Recognised, Source, Wanted};
use trivsel_documents::table_out::{self, ColumnKind};
use trivsel_domain::questionnaire::{
    ChoiceOption, ChoiceSet, Condition, Content, Format, Item, ItemKind, LANGUAGES, Range, Reading, Scale, ScaleItem,
    Scoring, Wording,
};

use crate::input::free_code;
use crate::organisation_import::unreadable;
use crate::{AppError, Problem};

/// More rows than a questionnaire may have items.
const MOST_ROWS: usize = 1_000;
/// How much room own words get.
const FREE_TEXT_CHARS: u32 = 1000;
/// The longest key; there is room for a number behind it.
const KEY_CHARS: usize = 30;

/// A table that was read: its rows, and the languages its columns are in.
#[derive(Debug)]
pub(super) struct Table {
    languages: Vec<String>,
    rows: Vec<Row>,
}

/// A row: an item, and what it belongs to.
#[derive(Debug, Default)]
struct Row {
    number: u64,
    key: String,
    text: Wording,
    help: Wording,
    /// None: answered in own words.
    options: Vec<ChoiceOption>,
    /// The scale's name; empty: it belongs to none.
    scale: Wording,
    is_reversed: bool,
    condition: Option<Condition>,
    is_offensive: bool,
}

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Meaning {
    Key,
    Text,
    Help,
    Answers,
    Scale,
    Reversed,
    Condition,
    Offensive,
}

/// What columns are called, Danish and English; case and signs do not count. The first is written.
const NAMES: [(Meaning, &[&str]); 8] = [
    (Meaning::Key, &["nøgle", "key", "id", "kode"]),
    (Meaning::Text, &["spørgsmål", "tekst", "question", "text", "item"]),
    (Meaning::Help, &["hjælp", "hjælpetekst", "help"]),
    (Meaning::Answers, &["svar", "svarmuligheder", "answers", "options"]),
    (Meaning::Scale, &["skala", "scale"]),
    (Meaning::Reversed, &["vendt", "omvendt", "reversed"]),
    (Meaning::Condition, &["kun_hvis", "betingelse", "only_if", "condition"]),
    (Meaning::Offensive, &["krænkende", "offensive"]),
];

/// Reads a table; every row that cannot be used is named, with its column.
pub(super) fn read(file: &[u8]) -> Result<Table, AppError> {
    let found = table_in::recognise(Source::Bytes(file), &Wanted::default()).map_err(unreadable)?;
    let columns = columns(&found);
    if !columns.iter().any(|(_, meaning, _)| *meaning == Meaning::Text) {
        return Err(AppError::invalid("file", "problem-questionnaire-no-question"));
    }
    let cells = cells(file, &found.layout, &columns)?;
    let mut languages: Vec<String> = Vec::new();
    for (_, meaning, language) in &columns {
        if *meaning == Meaning::Text && !languages.contains(language) {
            languages.push(language.clone());
        }
    }
    let mut reader = Reader {
        names: found.columns.iter().map(|column| column.name.clone()).collect(),
        columns,
        rows: Vec::new(),
        problems: Vec::new(),
    };
    for (number, cells) in cells {
        reader.row(number, &cells);
    }
    if reader.rows.is_empty() && reader.problems.is_empty() {
        return Err(AppError::invalid("file", "problem-file-empty"));
    }
    if reader.problems.is_empty() {
        Ok(Table {
            languages,
            rows: reader.rows,
        })
    } else {
        Err(AppError::Invalid(reader.problems))
    }
}

/// Place, meaning and language of the columns that are understood; others are passed over.
fn columns(found: &Recognised) -> Vec<(usize, Meaning, String)> {
    let understood = |name: &str| {
        let name = table_in::plain(name);
        NAMES.iter().find_map(|(meaning, names)| {
            names.iter().find_map(|known| {
                let language = name.strip_prefix(&table_in::plain(known))?;
                let is_known = language.is_empty() || LANGUAGES.iter().any(|one| one.code == language);
                is_known.then(|| (*meaning, language.to_owned()))
            })
        })
    };
    let mut columns: Vec<(usize, Meaning, String)> = Vec::new();
    for (place, column) in found.columns.iter().enumerate() {
        let Some((meaning, language)) = understood(&column.name) else {
            continue;
        };
        let language = if language.is_empty() { "da".to_owned() } else { language };
        let is_taken = columns
            .iter()
            .any(|(_, other, known)| *other == meaning && *known == language);
        if !is_taken && !column.looks_like_cpr {
            columns.push((place, meaning, language));
        }
    }
    columns
}

/// The rows that hold anything, with their numbers in the file.
fn cells(
    file: &[u8],
    layout: &Layout,
    columns: &[(usize, Meaning, String)],
) -> Result<Vec<(u64, Vec<String>)>, AppError> {
    let mut rows: Vec<(u64, Vec<String>)> = Vec::new();
    let mut is_too_long = false;
    let mut misfit = None;
    let used: Vec<usize> = columns.iter().map(|(place, ..)| *place).collect();
    // Whatever is left out at a row's end is as if it were blank; only its words must be there.
    let needed: Vec<usize> = columns
        .iter()
        .filter(|(_, meaning, _)| *meaning == Meaning::Text)
        .map(|(place, ..)| *place)
        .collect();
    table_in::read(Source::Bytes(file), layout, |row| {
        is_too_long = rows.len() >= MOST_ROWS;
        if is_too_long {
            return ControlFlow::Break(());
        }
        let has_formula = used.iter().any(|at| row.cell(*at) == table_in::Cell::Formula);
        let is_too_wide = row.misfit(used.iter().copied()) == Some(Misfit::TooWide);
        if has_formula || is_too_wide || row.misfit(needed.iter().copied()).is_some() {
            let message = if has_formula {
                "problem-questionnaire-formula"
            } else {
                "problem-questionnaire-row-width"
            };
            misfit.get_or_insert(Problem::new("file", message).with("row", row.number().to_string()));
        }
        // A sheet's formula guard stands before what begins with a minus.
        let cells: Vec<String> = row
            .texts()
            .map(|text| text.trim_start_matches('\'').to_owned())
            .collect();
        if cells.iter().any(|cell| !cell.is_empty()) {
            rows.push((row.number(), cells));
        }
        ControlFlow::Continue(())
    })
    .map_err(unreadable)?;
    if is_too_long {
        return Err(AppError::invalid("file", "problem-too-many-rows"));
    }
    if let Some(misfit) = misfit {
        return Err(AppError::Invalid(vec![misfit]));
    }
    Ok(rows)
}

struct Reader {
    names: Vec<String>,
    columns: Vec<(usize, Meaning, String)>,
    rows: Vec<Row>,
    problems: Vec<Problem>,
}

impl Reader {
    fn row(&mut self, number: u64, cells: &[String]) {
        let mut row = Row {
            number,
            ..Row::default()
        };
        let mut answers: Vec<(usize, String, String)> = Vec::new();
        let mut condition = None;
        for (place, meaning, language) in self.columns.clone() {
            let cell = cells.get(place).map(String::as_str).unwrap_or_default();
            match meaning {
                Meaning::Key => row.key = cell.to_lowercase(),
                Meaning::Text => row.text.set(&language, cell),
                Meaning::Help => row.help.set(&language, cell),
                Meaning::Scale => row.scale.set(&language, cell),
                Meaning::Answers => answers.push((place, language, cell.to_owned())),
                Meaning::Reversed => row.is_reversed = self.yes_or_no(number, place, cell),
                Meaning::Offensive => row.is_offensive = self.yes_or_no(number, place, cell),
                Meaning::Condition => condition = Some((place, cell.to_owned())),
            }
        }
        if row.text.is_empty() && row.key.is_empty() {
            return self.refuse(number, 0, "problem-questionnaire-no-words", "");
        }
        for (place, language, cell) in &answers {
            self.answers(&mut row, *place, language, cell);
        }
        self.key(&mut row);
        if let Some((place, cell)) = condition.filter(|(_, cell)| !cell.is_empty()) {
            row.condition = self.condition(number, place, &cell);
        }
        self.rows.push(row);
    }

    fn refuse(&mut self, row: u64, place: usize, message: &'static str, seen: &str) {
        let column = self.names.get(place).cloned().unwrap_or_default();
        self.problems.push(
            Problem::new("file", message)
                .with("row", row.to_string())
                .with("column", column)
                .with("seen", seen),
        );
    }

    fn yes_or_no(&mut self, row: u64, place: usize, cell: &str) -> bool {
        match cell.to_lowercase().as_str() {
            "" | "nej" | "no" | "0" | "falsk" | "false" => false,
            "ja" | "yes" | "x" | "1" | "sand" | "true" => true,
            _ => {
                self.refuse(row, place, "problem-questionnaire-yes-no", cell);
                false
            }
        }
    }

    /// A key of its own, made from the words where none is given.
    fn key(&mut self, row: &mut Row) {
        let taken: Vec<String> = self.rows.iter().map(|row| row.key.clone()).collect();
        if row.key.is_empty() {
            let words = row.text.read("da").to_owned();
            row.key = free_code(&words, "item", KEY_CHARS, &taken);
        } else if taken.contains(&row.key) {
            let (number, key) = (row.number, row.key.clone());
            self.refuse(number, 0, "problem-questionnaire-key-twice", &key);
        } else if !row
            .key
            .chars()
            .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
        {
            let (number, key) = (row.number, row.key.clone());
            self.refuse(number, 0, "problem-questionnaire-key", &key);
        }
    }

    /// `1=Aldrig | 2=Sjældent`, the same values in each language.
    fn answers(&mut self, row: &mut Row, place: usize, language: &str, cell: &str) {
        if cell.is_empty() {
            return;
        }
        let pairs: Option<Vec<(i32, &str)>> = cell
            .split(['|', '\n'])
            .map(str::trim)
            .filter(|part| !part.is_empty())
            .map(|part| {
                let (value, label) = part.split_once('=')?;
                Some((value.trim().replace('−', "-").parse().ok()?, label.trim()))
            })
            .collect();
        let Some(pairs) = pairs.filter(|pairs| pairs.len() > 1) else {
            return self.refuse(row.number, place, "problem-questionnaire-answers", cell);
        };
        if row.options.is_empty() {
            let option = |(value, label): &(i32, &str)| ChoiceOption {
                value: *value,
                label: Wording::of([(language, *label)]),
            };
            row.options = pairs.iter().map(option).collect();
        } else if row
            .options
            .iter()
            .map(|option| option.value)
            .ne(pairs.iter().map(|(value, _)| *value))
        {
            self.refuse(row.number, place, "problem-questionnaire-values", cell);
        } else {
            for (option, (_, label)) in row.options.iter_mut().zip(pairs) {
                option.label.set(language, label);
            }
        }
    }

    /// `key=1` or `key=1,2`: an earlier item and some of its values.
    fn condition(&mut self, row: u64, place: usize, cell: &str) -> Option<Condition> {
        let condition = cell.split_once('=').and_then(|(item, values)| {
            let any_of: Option<Vec<i32>> = values
                .split([',', '/', ' '])
                .filter(|value| !value.is_empty())
                .map(|value| value.parse().ok())
                .collect();
            let item = item.trim().to_lowercase();
            let earlier = self.rows.iter().find(|row| row.key == item)?;
            let is_offered = |value: &i32| earlier.options.iter().any(|option| option.value == *value);
            let any_of = any_of.filter(|values| !values.is_empty() && values.iter().all(is_offered))?;
            Some(Condition { item, any_of })
        });
        if condition.is_none() {
            self.refuse(row, place, "problem-questionnaire-condition", cell);
        }
        condition
    }
}

impl Table {
    /// A questionnaire of the table's rows. Items with the same options share them; each scale is a mean from 0 to 100 that needs
    /// all its items.
    pub(super) fn into_content(self, title: &str) -> Content {
        let first = self.languages.first().map_or("da", String::as_str);
        let mut content = Content {
            format: Format::First,
            title: Wording::of([(first, title)]),
            languages: self.languages,
            intro: Wording::default(),
            licence: None,
            translations: Vec::new(),
            choices: Vec::new(),
            items: Vec::new(),
            scales: Vec::new(),
        };
        for row in self.rows {
            let kind = if row.options.is_empty() {
                ItemKind::FreeText {
                    max_chars: FREE_TEXT_CHARS,
                }
            } else {
                ItemKind::Choice(shared(&mut content.choices, row.options))
            };
            if !row.scale.is_empty() {
                add_to_scale(&mut content.scales, &row.scale, &row.key, row.is_reversed);
            }
            content.items.push(Item {
                key: row.key,
                text: row.text,
                help: row.help,
                kind,
                condition: row.condition,
                is_offensive: row.is_offensive,
            });
        }
        content
    }

    /// The draft with the table's words in place of its own, item by item. Its options, scales and conditions stay.
    pub(super) fn fill(&self, before: &Content) -> Result<Content, AppError> {
        let mut content = before.clone();
        let mut problems = Vec::new();
        let mut refuse = |row: &Row, message| {
            problems.push(
                Problem::new("file", message)
                    .with("row", row.number.to_string())
                    .with("seen", row.key.clone()),
            );
        };
        for row in &self.rows {
            let Some(item) = content.items.iter_mut().find(|item| item.key == row.key) else {
                refuse(row, "problem-questionnaire-unknown-key");
                continue;
            };
            row.text
                .list()
                .for_each(|(language, words)| item.text.set(language, words));
            row.help
                .list()
                .for_each(|(language, words)| item.help.set(language, words));
            let set = match &item.kind {
                ItemKind::Choice(key) => content.choices.iter_mut().find(|set| set.key == *key),
                ItemKind::FreeText { .. } => None,
            };
            let values = |options: &[ChoiceOption]| options.iter().map(|option| option.value).collect::<BTreeSet<_>>();
            match set {
                _ if row.options.is_empty() => {}
                Some(set) if values(&set.options) == values(&row.options) => label(set, &row.options),
                _ => refuse(row, "problem-questionnaire-other-values"),
            }
        }
        for language in &self.languages {
            if !content.languages.contains(language) {
                content.languages.push(language.clone());
            }
        }
        if problems.is_empty() {
            Ok(content)
        } else {
            Err(AppError::Invalid(problems))
        }
    }
}

/// A questionnaire as the table it can be read in from: what a table cannot say is left out.
pub(super) fn of(content: &Content) -> table_out::Table {
    let mut columns: Vec<(Meaning, &str)> = vec![(Meaning::Key, "")];
    for meaning in [Meaning::Text, Meaning::Help, Meaning::Answers, Meaning::Scale] {
        columns.extend(content.languages.iter().map(|language| (meaning, language.as_str())));
    }
    columns.extend([Meaning::Reversed, Meaning::Condition, Meaning::Offensive].map(|meaning| (meaning, "")));
    let row = |item: &Item| -> Vec<table_out::Cell> {
        let texts = columns
            .iter()
            .map(|(meaning, language)| cell(content, item, *meaning, language));
        texts.map(table_out::Cell::Text).collect()
    };
    table_out::Table {
        title: content.title.read(content.first_language()).to_owned(),
        columns: columns
            .iter()
            .map(|column| table_out::Column::new(name(column), ColumnKind::Text))
            .collect(),
        rows: content.items.iter().map(row).collect(),
        notes: Vec::new(),
    }
}

/// What a column is called: `spørgsmål_da`.
fn name((meaning, language): &(Meaning, &str)) -> String {
    let known = NAMES.iter().find(|(known, _)| known == meaning);
    let name = known.and_then(|(_, names)| names.first()).copied().unwrap_or_default();
    if language.is_empty() {
        name.to_owned()
    } else {
        format!("{name}_{language}")
    }
}

fn cell(content: &Content, item: &Item, meaning: Meaning, language: &str) -> String {
    let scale = content.scales.iter().find_map(|scale| {
        let member = scale.items.iter().find(|member| member.item == item.key)?;
        Some((scale, member.is_reversed))
    });
    let words = |wording: &Wording| wording.get(language).unwrap_or_default().to_owned();
    let yes = |is_so: bool| if is_so { "ja".to_owned() } else { String::new() };
    match meaning {
        Meaning::Key => item.key.clone(),
        Meaning::Text => words(&item.text),
        Meaning::Help => words(&item.help),
        Meaning::Answers => {
            let options = content
                .choices_of(item)
                .map(|set| set.options.as_slice())
                .unwrap_or_default();
            let pairs: Vec<String> = options
                .iter()
                .map(|option| format!("{}={}", option.value, words(&option.label)))
                .collect();
            pairs.join(" | ")
        }
        Meaning::Scale => scale.map(|(scale, _)| words(&scale.name)).unwrap_or_default(),
        Meaning::Reversed => yes(scale.is_some_and(|(_, is_reversed)| is_reversed)),
        Meaning::Condition => item.condition.as_ref().map(said).unwrap_or_default(),
        Meaning::Offensive => yes(item.is_offensive),
    }
}

/// A condition as a cell: `key=1,2`.
fn said(condition: &Condition) -> String {
    let values: Vec<String> = condition.any_of.iter().map(ToString::to_string).collect();
    format!("{}={}", condition.item, values.join(","))
}

/// Gives the options of a set the words of others with the same values.
fn label(set: &mut ChoiceSet, options: &[ChoiceOption]) {
    let words: BTreeMap<i32, &Wording> = options.iter().map(|option| (option.value, &option.label)).collect();
    for option in &mut set.options {
        for (language, label) in words.get(&option.value).into_iter().flat_map(|words| words.list()) {
            option.label.set(language, label);
        }
    }
}

/// The key of the set with these options; a new one where there is none.
fn shared(sets: &mut Vec<ChoiceSet>, options: Vec<ChoiceOption>) -> String {
    if let Some(known) = sets.iter().find(|set| set.options == options) {
        return known.key.clone();
    }
    let taken: Vec<String> = sets.iter().map(|set| set.key.clone()).collect();
    let words = options.first().map(|option| option.label.read("da").to_owned());
    let key = free_code(&words.unwrap_or_default(), "choices", KEY_CHARS, &taken);
    sets.push(ChoiceSet {
        key: key.clone(),
        options,
    });
    key
}

fn add_to_scale(scales: &mut Vec<Scale>, name: &Wording, item: &str, is_reversed: bool) {
    let item = ScaleItem {
        item: item.to_owned(),
        is_reversed,
    };
    let is_meant = |scale: &&mut Scale| scale.name.read("da") == name.read("da");
    if let Some(scale) = scales.iter_mut().find(is_meant) {
        scale.items.push(item);
        scale.minimum_answered += 1;
        return;
    }
    let taken: Vec<String> = scales.iter().map(|scale| scale.key.clone()).collect();
    scales.push(Scale {
        key: free_code(name.read("da"), "scale", KEY_CHARS, &taken),
        name: name.clone(),
        items: vec![item],
        scoring: Scoring::Mean,
        range: Range { from: 0.0, to: 100.0 },
        minimum_answered: 1,
        reading: Reading::HigherIsBetter,
        bands: Vec::new(),
        smallest_important: None,
        references: Vec::new(),
    });
}

#[cfg(test)]
mod tests;
