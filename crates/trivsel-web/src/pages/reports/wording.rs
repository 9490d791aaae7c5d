//! The words a new report is begun with, in the language of whoever begins it.

use chrono::NaiveDate;
use trivsel_app::reports::Wording;
use trivsel_domain::initiative::FollowUp;
use trivsel_domain::month::Month;

use crate::words::Words;

/// The prefill in these words.
pub(super) struct ReaderWording(pub(super) &'static Words);

impl Wording for ReaderWording {
    fn done_so_far(&self) -> String {
        self.0.t("prefill-done-so-far").into_owned()
    }

    fn site_begun(&self, unit: &str, on: NaiveDate) -> String {
        self.0
            .with("prefill-site-begun")
            .text("unit", unit)
            .text("month", self.0.lang().month(Month::of(on)))
            .to_string()
    }

    fn milestone_reached(&self, title: &str, on: NaiveDate) -> String {
        self.0
            .with("prefill-milestone-reached")
            .text("title", title)
            .text("date", self.0.lang().date(on))
            .to_string()
    }

    fn follow_ups_said(&self) -> String {
        self.0.t("prefill-follow-ups-said").into_owned()
    }

    fn note(&self, follow_up: &str, on: NaiveDate, text: &str) -> String {
        self.0
            .with("prefill-note")
            .text("follow-up", follow_up)
            .text("date", self.0.lang().date(on))
            .text("text", text)
            .to_string()
    }

    fn decided(&self, forum: &str, on: NaiveDate, task: &str, (done, total): (usize, usize)) -> String {
        self.0
            .with("prefill-decided")
            .text("forum", forum)
            .text("date", self.0.lang().date(on))
            .text("task", task)
            .count("done", done)
            .count("total", total)
            .to_string()
    }

    fn learnt(&self) -> String {
        self.0.t("prefill-learnt").into_owned()
    }

    fn lesson(&self, text: &str, of: &str) -> String {
        self.0
            .with("lesson-line")
            .text("text", text)
            .text("unit", of)
            .to_string()
    }

    fn task_waits(&self, task: &str, units: &[&str]) -> String {
        self.0
            .with("prefill-task-waits")
            .text("task", task)
            .text("units", self.0.lang().list(units))
            .to_string()
    }

    fn comes_next(&self) -> String {
        self.0.t("prefill-comes-next").into_owned()
    }

    fn milestone_waits(&self, title: &str, due: NaiveDate) -> String {
        self.0
            .with("prefill-milestone-waits")
            .text("title", title)
            .text("date", self.0.lang().date(due))
            .to_string()
    }

    fn follow_up_goes_on(&self, follow_up: &FollowUp, forum: &str, next: Option<NaiveDate>) -> String {
        let line = if forum.is_empty() {
            self.0
                .with("prefill-follow-up")
                .text("title", &follow_up.title)
                .to_string()
        } else {
            let sentence = self.0.with("prefill-follow-up-forum");
            sentence
                .text("forum", forum)
                .text("title", &follow_up.title)
                .to_string()
        };
        match next {
            None => line,
            Some(due) => self
                .0
                .with("prefill-next-due")
                .text("line", line)
                .text("date", self.0.lang().date(due))
                .to_string(),
        }
    }

    fn is_late(&self) -> String {
        self.0.t("prefill-is-late").into_owned()
    }

    fn late(&self, title: &str, due: NaiveDate) -> String {
        self.0
            .with("prefill-late")
            .text("title", title)
            .text("date", self.0.lang().date(due))
            .to_string()
    }
}
