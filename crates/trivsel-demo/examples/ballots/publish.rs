//! How long it takes from closing to the publication: the whole of it, as the program does it.

use std::io::Write;
use std::time::Instant;

use chrono::{Days, NaiveTime};
use trivsel_app::{App, Clock, Settings, surveys};
use trivsel_domain::questionnaire::Content;
use trivsel_domain::survey::SurveyState;
use trivsel_store::ballots::Ballot;
use trivsel_store::{ballots, questionnaires, surveys as store};
use uuid::Uuid;

use crate::Outcome;
use crate::ground::Ground;

pub(crate) async fn run(database: &str, employees: usize, by_job_group: bool) -> Outcome<()> {
    let mut out = std::io::stdout();
    let ground = Ground::make(database, employees, by_job_group).await?;
    let tx = ground.app.write(ground.organisation).await?;
    let survey = store::find(&tx, ground.survey).await?.ok_or("there is no survey")?;
    let version = questionnaires::find_version(&tx, survey.questionnaire)
        .await?
        .ok_or("there is no questionnaire")?;
    let cells = store::list_cells(&tx, survey.id).await?;
    let asked = cells.iter().flat_map(|cell| (0..cell.invited).map(|_| cell.number));
    let mut answered = Vec::new();
    for cell in asked {
        if rand::random_bool(0.75) {
            answered.push(Ballot {
                key: Uuid::new_v4().simple().to_string(),
                cell,
                answers: made_up(&version.content)?,
            });
        }
    }
    ballots::add(&tx, survey.id, &answered, &[]).await?;
    tx.commit().await?;
    let after = survey
        .closes_on
        .and_then(|day| day.checked_add_days(Days::new(1)))
        .ok_or("the survey has no last day")?
        .and_time(NaiveTime::MIN)
        .and_utc();
    let app = App::new(
        ground.app.store.clone(),
        Clock::Fixed(after + chrono::TimeDelta::hours(12)),
        Settings::local(std::env::temp_dir()),
    );
    let begun = Instant::now();
    surveys::advance(&app).await?;
    let took = begun.elapsed();
    let tx = app.read(ground.organisation).await?;
    let state = store::find(&tx, survey.id).await?.map(|survey| survey.state);
    if state != Some(SurveyState::Published) {
        return Err(format!("the survey is {state:?}").into());
    }
    writeln!(
        out,
        "{} of {} answered, {} cells, {} scales, {} questions: closed, counted, protected, audited and written in {:.2} s",
        answered.len(),
        cells.iter().map(|cell| cell.invited).sum::<u32>(),
        cells.len(),
        version.content.scales.len(),
        version.content.items.len(),
        took.as_secs_f64()
    )?;
    Ok(())
}

/// One person's answers, each by chance.
fn made_up(content: &Content) -> Outcome<String> {
    let answers: serde_json::Map<String, serde_json::Value> = content
        .items
        .iter()
        .filter_map(|item| {
            let options = &content.choices_of(item)?.options;
            let option = options.get(rand::random_range(0..options.len().max(1)))?;
            Some((item.key.clone(), option.value.into()))
        })
        .collect();
    Ok(serde_json::to_string(&answers)?)
}
