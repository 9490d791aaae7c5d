//! A new draft made from an earlier survey: the same questions, so that the two can be compared, to the same units, under the same rules.
//! Days, and who is employed, are today's.

use trivsel_domain::id::SurveyId;
use trivsel_domain::rights::{Actor, Right};
use trivsel_domain::survey::{FollowUp, Survey, Target, UsualDays};
use trivsel_store::{persons, surveys as store};
use uuid::Uuid;

use crate::trail::Trail;
use crate::{App, AppError, structure};

/// Makes the draft.
pub async fn copy(app: &App, who: &Actor, id: SurveyId) -> Result<SurveyId, AppError> {
    who.must_everywhere(Right::ChangeSurveys)?;
    app.writing(who, |work| async move {
        let earlier = store::find(&work, id).await?.ok_or(AppError::NotFound)?;
        let tree = structure::tree(&work, work.today).await?;
        let days = UsualDays::from(work.today);
        let person = match earlier.follow_up.person {
            Some(person) => persons::find(&work, person).await?.filter(|person| !person.is_erased),
            None => None,
        };
        let survey = Survey {
            purpose: earlier.purpose.clone(),
            rules: earlier.rules,
            retention_months: earlier.retention_months,
            contacts: earlier.contacts.clone(),
            opens_on: Some(days.opens_on),
            closes_on: Some(days.closes_on),
            reminders: days.reminders,
            follow_up: FollowUp {
                person: person.map(|person| person.id),
                on: None,
                time: earlier.follow_up.time.clone(),
            },
            ..Survey::draft(
                SurveyId(Uuid::now_v7()),
                store::next_number(&work).await?,
                earlier.questionnaire,
                earlier.title.clone(),
                Target {
                    // What has closed since cannot be asked.
                    units: earlier
                        .target
                        .units
                        .iter()
                        .copied()
                        .filter(|unit| tree.get(*unit).is_some())
                        .collect(),
                    cut_off: work.today,
                    ..earlier.target.clone()
                },
            )
        };
        store::add(&work, &survey).await?;
        work.trail(
            Trail::new("survey", survey.id.0, "added")
                .field("title", "", &survey.title.da)
                .field("copied_from", "", &earlier.title.da),
        );
        Ok(survey.id)
    })
    .await
}
