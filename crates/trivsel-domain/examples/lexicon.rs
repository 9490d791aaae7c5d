//! Packs the rows that `src/search/lexicon.py` writes into the lexicon the program ships with: rows in, bytes out.

use std::io::{Read as _, Write as _};

use trivsel_search::{FormRow, LexiconBuilder};

const NOTICE: &str = include_str!("../src/search/NOTICE.md");

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut rows = String::new();
    std::io::stdin().read_to_string(&mut rows)?;
    let mut builder = LexiconBuilder::new(NOTICE);
    for (at, line) in rows.lines().enumerate() {
        let (form, row) = read_row(line).ok_or_else(|| format!("line {} is no row: {line}", at + 1))?;
        builder.add(form, &row)?;
    }
    std::io::stdout().write_all(&builder.build()?)?;
    Ok(())
}

fn read_row(line: &str) -> Option<(&str, FormRow)> {
    let mut cells = line.split('\t');
    let (form, lemmas, first, last, head) = (
        cells.next()?,
        cells.next()?,
        cells.next()?,
        cells.next()?,
        cells.next()?,
    );
    let number = |text: &str| {
        if text.is_empty() {
            Some(None)
        } else {
            text.parse().ok().map(Some)
        }
    };
    let first = match first.split_once(':') {
        Some((cost, lemma)) => Some((cost.parse().ok()?, lemma.to_owned())),
        None => None,
    };
    let lemmas = lemmas.split(',').filter(|lemma| !lemma.is_empty());
    let row = FormRow {
        lemmas: lemmas.map(str::to_owned).collect(),
        first,
        last: number(last)?,
        head: number(head)?,
    };
    Some((form, row))
}
