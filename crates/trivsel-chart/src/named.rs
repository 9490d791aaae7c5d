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

/// Gives a picture that has an `id`, a `title` and a `desc`, and is `drawn` in a [`Form`], its two ways out.
macro_rules! drawn_twice {
    ($picture:ty) => {
        impl $picture {
            /// Both drawings, wide and narrow, for inside an element with the class `plot`.
            pub fn page(&self) -> String {
                self.named().page(|form| self.drawn(form))
            }

            /// The wide drawing alone, with plain colours: for a document, for print, or as a file to keep.
            pub fn print(&self) -> String {
                self.named().print(|form| self.drawn(form))
            }

            fn named(&self) -> $crate::named::Named<'_> {
                $crate::named::Named {
                    id: &self.id,
                    title: &self.title,
                    desc: &self.desc,
                }
            }
        }
    };
}
pub(crate) use drawn_twice;
