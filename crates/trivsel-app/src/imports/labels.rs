//! What a row says it is about. Pivot tables and merged cells write a label once and leave the cells below it blank: such a row is read as
//! belonging to the label above, and somebody is asked whether that is so before anything is kept. Where a label is written again in row
//! after row, the file is no such table, and a blank one is missing.

use trivsel_documents::table_in::Row;
use trivsel_domain::month::Month;

/// Where the labels of a row stand.
#[derive(Clone, Copy, Debug)]
pub(super) struct LabelColumns {
    pub(super) unit: Option<usize>,
    /// None where the months stand beside each other.
    pub(super) month: Option<usize>,
    pub(super) category: Option<usize>,
}

/// The labels of one row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Labels {
    pub(super) unit: String,
    pub(super) month: Option<Month>,
    pub(super) category: String,
    /// Does one of them stand in a row above?
    pub(super) is_filled: bool,
}

/// The labels seen last.
#[derive(Clone, Debug, Default)]
pub(super) struct Above {
    unit: Last<String>,
    month: Last<Month>,
    category: Last<String>,
}

/// The label of one column that was seen last.
#[derive(Clone, Debug)]
struct Last<T> {
    label: Option<T>,
    /// Was it written again right below itself, here or further up?
    is_repeated: bool,
}

impl<T> Default for Last<T> {
    fn default() -> Self {
        Self {
            label: None,
            is_repeated: false,
        }
    }
}

impl<T: Clone + PartialEq> Last<T> {
    /// The label of a row: its own, or this one where it may be repeated by a blank. Says whether it was.
    fn next(&mut self, own: Option<T>, may_repeat: bool) -> (Option<T>, bool) {
        match own {
            Some(own) => {
                self.is_repeated |= self.label.as_ref() == Some(&own);
                self.label = Some(own.clone());
                (Some(own), false)
            }
            None if may_repeat && !self.is_repeated => (self.label.clone(), self.label.is_some()),
            None => (None, false),
        }
    }
}

impl Above {
    /// The labels of a row. A blank one repeats the one above where a label to the right of it says what is parted; a row that is blank to
    /// its right says nothing, and a blank month or unit in it is missing.
    pub(super) fn labels(&mut self, row: &Row<'_>, month: Option<Month>, places: LabelColumns) -> Labels {
        let text = |at: Option<usize>| {
            let found = at.map(|at| row.text(at).to_owned());
            found.filter(|label| !label.is_empty())
        };
        let (unit, category) = (text(places.unit), text(places.category));
        let said = [
            (places.unit, unit.is_some()),
            (places.month, month.is_some()),
            (places.category, category.is_some()),
        ];
        let is_outer =
            |place: Option<usize>| place.is_some() && said.iter().any(|(other, is_said)| *is_said && *other > place);
        let (unit, is_unit_filled) = self.unit.next(unit, is_outer(places.unit));
        let (month, is_month_filled) = self.month.next(month, is_outer(places.month));
        let (category, is_category_filled) = self.category.next(category, is_outer(places.category));
        Labels {
            unit: unit.unwrap_or_default(),
            month,
            category: category.unwrap_or_default(),
            is_filled: is_unit_filled || is_month_filled || is_category_filled,
        }
    }
}
