//! A label with a full form and a short one for when there is too little room.

/// What a label says: `full` where there is room, `short` where there is not.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Words {
    pub full: String,
    pub short: String,
}

impl Words {
    pub fn new(full: impl Into<String>, short: impl Into<String>) -> Self {
        Self {
            full: full.into(),
            short: short.into(),
        }
    }

    /// A label that has only one form.
    pub fn same(text: impl Into<String>) -> Self {
        let full = text.into();
        Self {
            short: full.clone(),
            full,
        }
    }

    /// The forms to try, in order, without repeating one.
    pub(crate) fn forms(&self) -> impl Iterator<Item = &str> {
        let short = (self.short != self.full).then_some(self.short.as_str());
        std::iter::once(self.full.as_str())
            .chain(short)
            .filter(|form| !form.is_empty())
    }
}

impl From<&str> for Words {
    fn from(text: &str) -> Self {
        Self::same(text)
    }
}

impl From<String> for Words {
    fn from(text: String) -> Self {
        Self::same(text)
    }
}
