//! `/year-wheel`: what must come again, when, and what came of it.

mod changes;
mod files;
mod occurrence;
mod setting_up;
mod wheel;

use trivsel_domain::duty::Duty;

use crate::routes::{Route, get, post};
use crate::shell::Shell;

pub(crate) fn routes() -> Vec<Route> {
    vec![
        get("/year-wheel", "EMSUCK", wheel::show),
        get("/year-wheel/table.csv", "EMSUCK", files::csv),
        get("/year-wheel/table.xlsx", "EMSUCK", files::xlsx),
        get("/year-wheel/duties", "C", setting_up::list),
        get("/year-wheel/duties/new", "C", setting_up::new),
        post("/year-wheel/duties", "C", setting_up::add),
        get("/year-wheel/duties/{duty}", "C", setting_up::edit),
        post("/year-wheel/duties/{duty}", "C", setting_up::change),
        get("/year-wheel/units/{unit}/duties/{duty}", "EMSUCK", occurrence::show),
        post("/year-wheel/units/{unit}/duties/{duty}/held", "MSC", occurrence::held),
        post(
            "/year-wheel/units/{unit}/duties/{duty}/excused",
            "MSC",
            occurrence::excused,
        ),
        post(
            "/year-wheel/units/{unit}/duties/{duty}/agenda",
            "MCfvs",
            occurrence::agenda,
        ),
        get("/year-wheel/units/{unit}/changes", "MSC", changes::show),
        post("/year-wheel/units/{unit}/changes", "MSC", changes::register),
        post("/year-wheel/units/{unit}/changes/answers", "MSC", changes::answer),
    ]
}

/// What a duty is called: the shipped ones by the word files, one's own as they were named.
pub(crate) fn duty_name(shell: &Shell, duty: &Duty) -> String {
    if duty.is_own {
        duty.title.clone()
    } else {
        shell.code("duty-name", &duty.code)
    }
}

/// The same in short, for the picture.
fn short_name(shell: &Shell, duty: &Duty) -> String {
    if duty.is_own {
        duty.title.clone()
    } else {
        shell.code("duty-short", &duty.code)
    }
}
