//! A picture that says what it is, drawn twice for a page and once for paper.

use crate::canvas::Canvas;
use crate::form::Form;
use crate::svg::{self, Heading, Medium};

/// What a picture says of itself.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Named<'a> {
    pub(crate) id: &'a str,
    pub(crate) title: &'a str,
    pub(crate) desc: &'a str,
}

impl Named<'_> {
    /// Both drawings, wide and narrow.
    pub(crate) fn page(self, drawn: impl Fn(Form) -> Canvas) -> String {
        let mut both = self.written(&drawn(Form::Wide), "wide", "w", Medium::Page);
        both.push_str(&self.written(&drawn(Form::Narrow), "narrow", "n", Medium::Page));
        both
    }

    /// The wide drawing alone, with plain colours.
    pub(crate) fn print(self, drawn: impl Fn(Form) -> Canvas) -> String {
        self.written(&drawn(Form::Wide), "", "p", Medium::Paper)
    }

    fn written(self, drawn: &Canvas, class: &str, ending: &str, medium: Medium) -> String {
        let id = format!("{}-{ending}", self.id);
        let heading = Heading::Named {
            class,
            id: &id,
            title: self.title,
            desc: self.desc,
        };
        svg::write(drawn, heading, medium)
    }
}
