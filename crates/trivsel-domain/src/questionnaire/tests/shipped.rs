use super::*;
use crate::id::{OrganisationId, PersonId, QuestionnaireId, QuestionnaireVersionId};
use chrono::DateTime;
use uuid::Uuid;

#[test]
fn what_is_shipped_with_its_words_can_be_published() {
    for code in ["pulse", "hse"] {
        assert_eq!(shipped(code).check(), [], "{code}");
    }
}

#[test]
fn who5_is_shipped_without_the_words_that_may_not_be_shipped() {
    let content = shipped("who5");
    let problems = content.check();
    assert!(!problems.is_empty());
    assert!(problems.iter().all(|problem| matches!(
        problem.fault,
        Fault::NoWords {
            part: Part::Text | Part::Label,
            ..
        }
    )));
    assert!(content.items.iter().all(|item| item.text.is_empty()));
    assert!(content.licence.is_some_and(|licence| !licence.notice.is_empty()));
}

#[test]
fn the_pulse_asks_for_six_factors_four_of_wellbeing_and_offensive_behaviour() {
    let content = shipped("pulse");
    let names: Vec<&str> = content.scales.iter().map(|scale| scale.name.read("da")).collect();
    assert_eq!(
        names,
        [
            "Indflydelse",
            "Mening",
            "Forudsigelighed",
            "Social støtte",
            "Anerkendelse og belønning",
            "Krav",
            "Mestring",
            "Tilhør"
        ]
    );
    assert!(content.scales.iter().all(|scale| (2..=3).contains(&scale.items.len())));
    let offensive: Vec<&str> = content
        .items
        .iter()
        .filter(|item| item.is_offensive)
        .map(|item| item.key.as_str())
        .collect();
    assert_eq!(offensive, ["bullying", "sexual_harassment", "violence"]);
    let free_texts = content
        .items
        .iter()
        .filter(|item| matches!(item.kind, ItemKind::FreeText { .. }));
    assert_eq!(free_texts.count(), 2);
}

#[test]
fn the_hse_tool_carries_its_licence_and_says_that_the_translation_is_not_validated() {
    let content = shipped("hse");
    assert_eq!(content.items.len(), 35);
    let licence = content.licence.unwrap();
    assert_eq!(licence.name, "Open Government Licence v3.0");
    for language in ["da", "en"] {
        assert!(
            licence
                .notice
                .get(language)
                .unwrap()
                .contains("Health and Safety Executive")
        );
    }
    assert!(
        content
            .translations
            .iter()
            .any(|known| known.language == "da" && !known.is_validated)
    );
    let offensive = content.items.iter().filter(|item| item.is_offensive);
    assert_eq!(
        offensive.map(|item| item.key.as_str()).collect::<Vec<_>>(),
        ["hse_05", "hse_21"]
    );
}

fn draft(content: Content) -> QuestionnaireVersion {
    QuestionnaireVersion {
        id: QuestionnaireVersionId(Uuid::nil()),
        questionnaire: QuestionnaireId(Uuid::nil()),
        number: 1,
        based_on: None,
        content,
        published: None,
        created_at: DateTime::UNIX_EPOCH,
        version: 0,
    }
}

fn publication() -> Published {
    Published {
        at: DateTime::UNIX_EPOCH,
        by: Some(PersonId(Uuid::nil())),
        hash: "00".to_owned(),
    }
}

#[test]
fn a_published_version_never_changes() {
    let version = draft(small()).published(publication()).unwrap();
    assert!(version.is_published());
    let already = AlreadyPublished {
        on: DateTime::UNIX_EPOCH,
    };
    assert_eq!(version.changed(small()).unwrap_err(), already);
    assert_eq!(version.published(publication()), Err(PublishError::Already(already)));
}

#[test]
fn a_draft_changes_until_it_is_published_and_must_be_finished_then() {
    let version = draft(shipped("who5"));
    assert!(matches!(
        version.published(publication()),
        Err(PublishError::Problems(_))
    ));
    assert!(version.is_draft());
    let finished = version.changed(small()).unwrap();
    assert!(finished.published(publication()).is_ok());
}

#[test]
fn a_built_in_questionnaire_has_the_same_id_in_every_run_and_another_in_every_organisation() {
    let [one, other] = [1, 2].map(|n| OrganisationId(Uuid::from_u128(n)));
    assert_eq!(built_in_id(one, "pulse"), built_in_id(one, "pulse"));
    assert_ne!(built_in_id(one, "pulse"), built_in_id(other, "pulse"));
    assert_ne!(
        built_in_version_id(one, "pulse", 1),
        built_in_version_id(one, "pulse", 2)
    );
}
