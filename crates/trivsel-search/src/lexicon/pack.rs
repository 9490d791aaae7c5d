//! How a lexicon lies in bytes: `TRLX1`, the length of its head, the head as lines of text, the transducer.

use std::borrow::Cow;
use std::collections::BTreeMap;

use fst::raw::Fst;

use super::{Ending, Lexicon, LexiconError, Row};

const MAGIC: &[u8] = b"TRLX1\n";

/// What [`LexiconBuilder::add`] is told about a form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FormRow {
    /// Base forms, the likeliest first; empty for what stands only inside compounds.
    pub lemmas: Vec<String>,
    /// Can begin a compound: how unlikely that is in bits, and the base form it then stands for.
    pub first: Option<(u8, String)>,
    /// Can end a compound: how unlikely that is in bits.
    pub last: Option<u8>,
    /// Of a base form: the letters of its last part if it is a compound, 0 if it is none, `None` if nobody has looked.
    pub head: Option<u8>,
}

/// Makes a [`Lexicon`] out of forms.
///
/// ```
/// use trivsel_search::{FormRow, Lexicon, LexiconBuilder};
/// let mut builder = LexiconBuilder::new("invented, no licence needed");
/// builder.add("mænd", &FormRow { lemmas: vec!["mand".to_owned()], ..FormRow::default() }).unwrap();
/// let lexicon = Lexicon::read(builder.build().unwrap()).unwrap();
/// assert_eq!(lexicon.form("mænd").unwrap().lemmas(), ["mand"]);
/// ```
#[derive(Clone, Debug, Default)]
pub struct LexiconBuilder {
    notice: String,
    forms: BTreeMap<String, Row>,
}

impl LexiconBuilder {
    /// A builder whose lexicon will say where its words come from, and under which licence.
    pub fn new(notice: &str) -> Self {
        Self {
            notice: notice.to_owned(),
            forms: BTreeMap::new(),
        }
    }

    /// Adds a folded form; a second time, it takes the place of the first.
    ///
    /// # Errors
    /// When the form or a base form has more than 255 letters.
    pub fn add(&mut self, form: &str, row: &FormRow) -> Result<(), LexiconError> {
        let ending =
            |lemma: &str| ending_between(form, lemma).ok_or_else(|| LexiconError::TooLong { form: form.to_owned() });
        let first = match &row.first {
            Some((cost, lemma)) => Some((*cost, ending(lemma)?)),
            None => None,
        };
        let row = Row {
            lemmas: row.lemmas.iter().map(|lemma| ending(lemma)).collect::<Result<_, _>>()?,
            first,
            last: row.last,
            head: row.head,
        };
        self.forms.insert(form.to_owned(), row);
        Ok(())
    }

    /// The bytes that [`Lexicon::read`] reads. The same forms give the same bytes.
    ///
    /// # Errors
    /// When the transducer cannot be built.
    pub fn build(&self) -> Result<Vec<u8>, LexiconError> {
        let mut often: BTreeMap<&Row, usize> = BTreeMap::new();
        for row in self.forms.values() {
            *often.entry(row).or_default() += 1;
        }
        // Frequent rows get small numbers: they take fewer bytes in the transducer.
        let mut rows: Vec<(&Row, usize)> = often.into_iter().collect();
        rows.sort_by(|one, other| other.1.cmp(&one.1).then_with(|| one.0.cmp(other.0)));
        let numbers: BTreeMap<&Row, u64> = rows.iter().map(|(row, _)| *row).zip(0..).collect();
        let forms = self
            .forms
            .iter()
            .filter_map(|(form, row)| Some((form, *numbers.get(row)?)));
        let forms = Fst::from_iter_map(forms).map_err(LexiconError::Forms)?;
        let mut head = String::new();
        for line in self.notice.lines() {
            head.push_str(&format!("# {line}\n"));
        }
        for (row, _) in rows {
            head.push_str(&row_as_line(row));
            head.push('\n');
        }
        let length = u32::try_from(head.len()).map_err(|_| LexiconError::NotALexicon)?;
        let mut bytes = MAGIC.to_vec();
        bytes.extend(length.to_le_bytes());
        bytes.extend(head.as_bytes());
        bytes.extend(forms.as_bytes());
        Ok(bytes)
    }
}

pub(super) fn read(bytes: Cow<'static, [u8]>) -> Result<Lexicon, LexiconError> {
    let fingerprint = fingerprint(&bytes);
    let after_magic = bytes.strip_prefix(MAGIC).ok_or(LexiconError::NotALexicon)?;
    let (length, rest) = after_magic.split_first_chunk::<4>().ok_or(LexiconError::NotALexicon)?;
    let length = usize::try_from(u32::from_le_bytes(*length)).map_err(|_| LexiconError::NotALexicon)?;
    let head = rest.get(..length).ok_or(LexiconError::NotALexicon)?;
    let head = std::str::from_utf8(head).map_err(|_| LexiconError::NotALexicon)?;
    let (notice, rows) = read_head(head)?;
    let start = MAGIC.len() + 4 + length;
    let forms = match bytes {
        Cow::Borrowed(all) => Cow::Borrowed(all.get(start..).unwrap_or_default()),
        Cow::Owned(mut all) => Cow::Owned(all.split_off(start)),
    };
    let forms = Fst::new(forms).map_err(LexiconError::Forms)?;
    // Why: only with the right checksum can the transducer be walked without fear of an address outside it.
    forms.verify().map_err(LexiconError::Forms)?;
    Ok(Lexicon {
        forms: Some(forms),
        rows,
        notice,
        fingerprint,
    })
}

/// FNV-1a of 64 bits, eight bytes at a time: no proof against anybody, only against forgetting.
fn fingerprint(bytes: &[u8]) -> u64 {
    let start = 0xcbf2_9ce4_8422_2325_u64;
    bytes.chunks(8).fold(start, |sum, chunk| {
        let value = chunk.iter().fold(0_u64, |value, byte| value << 8 | u64::from(*byte));
        (sum ^ value).wrapping_mul(0x0000_0100_0000_01b3)
    })
}

fn read_head(head: &str) -> Result<(String, Vec<Row>), LexiconError> {
    let mut notice = Vec::new();
    let mut rows = Vec::new();
    for line in head.lines() {
        match line.strip_prefix("# ") {
            Some(said) => notice.push(said),
            None => rows.push(line_as_row(line).ok_or(LexiconError::Row { row: rows.len() })?),
        }
    }
    Ok((notice.join("\n"), rows))
}

fn ending_between(form: &str, lemma: &str) -> Option<Ending> {
    let alike = form
        .chars()
        .zip(lemma.chars())
        .take_while(|(one, other)| one == other)
        .count();
    let drop = u8::try_from(form.chars().count() - alike).ok()?;
    u8::try_from(lemma.chars().count()).ok()?;
    let add: String = lemma.chars().skip(alike).collect();
    Some(Ending { drop, add: add.into() })
}

/// `lemmas;first;last;head`, for example `1:e,0:;12:0:;9;5`.
fn row_as_line(row: &Row) -> String {
    let ending = |ending: &Ending| format!("{}:{}", ending.drop, ending.add);
    let number = |number: Option<u8>| number.map(|number| number.to_string()).unwrap_or_default();
    let lemmas: Vec<String> = row.lemmas.iter().map(ending).collect();
    let first = row.first.as_ref().map(|(cost, of)| format!("{cost}:{}", ending(of)));
    format!(
        "{};{};{};{}",
        lemmas.join(","),
        first.unwrap_or_default(),
        number(row.last),
        number(row.head)
    )
}

fn line_as_row(line: &str) -> Option<Row> {
    let ending = |text: &str| {
        let (drop, add) = text.split_once(':')?;
        Some(Ending {
            drop: drop.parse().ok()?,
            add: add.into(),
        })
    };
    let number = |text: &str| {
        if text.is_empty() {
            Some(None)
        } else {
            text.parse().ok().map(Some)
        }
    };
    let mut cells = line.split(';');
    let (lemmas, first, last, head) = (cells.next()?, cells.next()?, cells.next()?, cells.next()?);
    let lemmas = lemmas.split(',').filter(|text| !text.is_empty());
    let first = match first.split_once(':') {
        None => None,
        Some((cost, of)) => Some((cost.parse().ok()?, ending(of)?)),
    };
    Some(Row {
        lemmas: lemmas.map(ending).collect::<Option<_>>()?,
        first,
        last: number(last)?,
        head: number(head)?,
    })
}
