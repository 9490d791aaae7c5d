//! `/year-wheel`: what must come again, when, and what came of it.

mod absence_year;
mod changes;
mod files;
mod occurrence;
mod setting_up;
mod wheel;
mod year;

use trivsel_domain::duty::Duty;

use crate::routes::{Route, get, post};
use crate::shell::Shell;

pub(crate) fn routes() -> Vec<Route> {
    vec![
        get("/year-wheel", "EMSUCK", wheel::show),
        get("/year-wheel/table.csv", "EMSUCK", files::csv),
        get("/year-wheel/table.xlsx", "EMSUCK", files::xlsx),
        get("/year-wheel/years/{year}", "EMSUCK", year::show),
        get("/year-wheel/years/{year}/year.pdf", "EMSUCK", year::print),
        get("/year-wheel/years/{year}/table.csv", "EMSUCK", year::csv),
        get("/year-wheel/years/{year}/table.xlsx", "EMSUCK", year::xlsx),
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
        get("/year-wheel/units/{unit}/absence", "EMSUCK", absence_year::show),
        get("/year-wheel/units/{unit}/absence.pdf", "EMSUCK", absence_year::print),
        get(
            "/year-wheel/units/{unit}/absence/agenda",
            "MCfvs",
            absence_year::choose_meeting,
        ),
        post(
            "/year-wheel/units/{unit}/absence/agenda",
            "MCfvs",
            absence_year::put_on_agenda,
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
