//! Questionnaires: copied, edited, published for good, and read in from files.

use trivsel_app::AppError;
use trivsel_app::questionnaires::{self, Edit, NewQuestionnaire, QuestionnaireWithVersions, Toward, Typed};
use trivsel_domain::id::QuestionnaireVersionId;
use trivsel_domain::person::Role;
use trivsel_domain::questionnaire::{Content, ItemKind, Reading, comparable};
use trivsel_domain::rights::{Actor, Grant};

use crate::ground::{Ground, on_each_database};

async fn seeded(ground: &Ground) -> Actor {
    let tx = ground.app.write(ground.organisation).await.unwrap();
    questionnaires::seed(&tx, ground.app.now()).await.unwrap();
    questionnaires::seed(&tx, ground.app.now()).await.unwrap();
    tx.commit().await.unwrap();
    ground.coordinator().await
}

async fn find(ground: &Ground, who: &Actor, code: &str) -> QuestionnaireWithVersions {
    let all = questionnaires::list(&ground.app, who).await.unwrap();
    all.into_iter().find(|found| found.questionnaire.code == code).unwrap()
}

async fn content(ground: &Ground, who: &Actor, id: QuestionnaireVersionId) -> Content {
    questionnaires::find_version(&ground.app, who, id)
        .await
        .unwrap()
        .version
        .content
}

/// Makes one change of a draft in the version it stands in.
async fn edit(
    ground: &Ground,
    who: &Actor,
    id: QuestionnaireVersionId,
    change: Edit,
    typed: &[(&str, &str)],
) -> Result<(), AppError> {
    let draft = questionnaires::find_version(&ground.app, who, id).await?.version;
    let mut fields: Typed = typed
        .iter()
        .map(|(field, value)| ((*field).to_owned(), (*value).to_owned()))
        .collect();
    fields.insert("version".to_owned(), draft.version.to_string());
    questionnaires::edit(&ground.app, who, id, change, &fields).await
}

#[tokio::test]
async fn every_organisation_has_the_shipped_questionnaires_once() {
    on_each_database(async |ground| {
        let who = seeded(&ground).await;
        let all = questionnaires::list(&ground.app, &who).await.unwrap();
        let codes: Vec<&str> = all.iter().map(|found| found.questionnaire.code.as_str()).collect();
        assert_eq!(codes, ["pulse", "hse", "who5"]);
        assert!(
            all.iter()
                .all(|found| found.versions.len() == 1 && found.questionnaire.is_built_in)
        );
        assert_eq!(all[0].published().unwrap().published.as_ref().unwrap().hash.len(), 64);
        assert!(
            all[2].published().is_none(),
            "a template without words is not published"
        );
    })
    .await;
}

#[tokio::test]
async fn a_copy_with_a_changed_word_is_published_and_no_longer_compares() {
    on_each_database(async |ground| {
        let who = seeded(&ground).await;
        let pulse = find(&ground, &who, "pulse").await.published().unwrap().clone();
        let refused = edit(&ground, &who, pulse.id, Edit::RemoveItem(1), &[]).await;
        assert!(matches!(
            refused,
            Err(AppError::Refused("failure-questionnaire-built-in"))
        ));

        let copy = questionnaires::copy(&ground.app, &who, pulse.id).await.unwrap();
        let words = [
            ("text_da", "Bestemmer du selv, hvordan du arbejder?"),
            ("text_en", "Do you decide how you work?"),
            ("kind", "choice:degree"),
        ];
        edit(&ground, &who, copy, Edit::Item(1), &words).await.unwrap();
        let details = questionnaires::find_version(&ground.app, &who, copy).await.unwrap();
        let before = details.before.unwrap().content;
        assert_eq!(before, pulse.content);
        assert!(!comparable(&before, &details.version.content, "influence"));
        assert!(comparable(&before, &details.version.content, "meaning"));

        let seen = details.version.version.to_string();
        assert!(matches!(
            questionnaires::publish(&ground.app, &who, copy, "1").await,
            Err(AppError::Conflict)
        ));
        questionnaires::publish(&ground.app, &who, copy, &seen).await.unwrap();
        let refused = edit(&ground, &who, copy, Edit::RemoveItem(1), &[]).await;
        assert!(matches!(
            refused,
            Err(AppError::Refused("failure-questionnaire-published"))
        ));
        let refused = questionnaires::remove_draft(&ground.app, &who, copy).await;
        assert!(matches!(
            refused,
            Err(AppError::Refused("failure-questionnaire-published"))
        ));

        let of = details.questionnaire.id;
        let next = questionnaires::begin(&ground.app, &who, of).await.unwrap();
        assert_eq!(
            questionnaires::begin(&ground.app, &who, of).await.unwrap(),
            next,
            "one draft at a time"
        );
        let next = questionnaires::find_version(&ground.app, &who, next).await.unwrap();
        assert_eq!((next.version.number, next.version.based_on), (2, Some(copy)));
        assert!(
            questionnaires::remove_draft(&ground.app, &who, next.version.id)
                .await
                .unwrap()
        );
    })
    .await;
}

#[tokio::test]
async fn the_same_content_has_the_same_hash_and_another_has_another() {
    on_each_database(async |ground| {
        let who = seeded(&ground).await;
        let pulse = find(&ground, &who, "pulse").await.published().unwrap().clone();
        let hash = async |change: Option<&str>| {
            let copy = questionnaires::copy(&ground.app, &who, pulse.id).await.unwrap();
            if let Some(title) = change {
                let typed = [
                    ("title_da", title),
                    ("title_en", title),
                    ("language_da", "on"),
                    ("language_en", "on"),
                ];
                edit(&ground, &who, copy, Edit::Head, &typed).await.unwrap();
            }
            let seen = questionnaires::find_version(&ground.app, &who, copy)
                .await
                .unwrap()
                .version
                .version;
            questionnaires::publish(&ground.app, &who, copy, &seen.to_string())
                .await
                .unwrap();
            let published = questionnaires::find_version(&ground.app, &who, copy)
                .await
                .unwrap()
                .version
                .published;
            published.unwrap().hash
        };
        let shipped = pulse.published.as_ref().unwrap().hash.clone();
        assert_eq!(hash(None).await, shipped);
        assert_ne!(hash(Some("Anden puls")).await, shipped);
    })
    .await;
}

#[tokio::test]
async fn a_questionnaire_is_written_from_nothing() {
    on_each_database(async |ground| {
        let who = seeded(&ground).await;
        let form = NewQuestionnaire {
            title: "Ro på arbejdet".to_owned(),
            language: "da".to_owned(),
        };
        let id = questionnaires::add(&ground.app, &who, &form).await.unwrap();
        let item = async |text: &str, kind: &str| {
            edit(&ground, &who, id, Edit::NewItem, &[("text_da", text), ("kind", kind)])
                .await
                .unwrap();
        };
        item("Bliver du afbrudt?", "choice:degree").await;
        item("Er der ro?", "choice:degree").await;
        item("Hvad afbryder?", "free_text").await;
        edit(&ground, &who, id, Edit::MoveItem(2, Toward::Start), &[])
            .await
            .unwrap();
        let condition = [("item", "bliver_du_afbrudt"), ("value_4", "on"), ("value_3", "on")];
        edit(&ground, &who, id, Edit::Condition(3), &condition).await.unwrap();
        let scale = [
            ("name_da", "Ro"),
            ("item_er_der_ro", "as_is"),
            ("item_bliver_du_afbrudt", "reversed"),
            ("range_from", "0"),
            ("range_to", "10"),
            ("reading", "fitting"),
            ("fitting_from", "4,5"),
            ("fitting_to", "6"),
            ("band_1_up_to", "5"),
            ("band_1_name_da", "Lav"),
            ("band_2_up_to", "10"),
            ("band_2_name_da", "Høj"),
            ("band_3_up_to", ""),
        ];
        edit(&ground, &who, id, Edit::NewScale, &scale).await.unwrap();
        let written = content(&ground, &who, id).await;
        let keys: Vec<&str> = written.items.iter().map(|item| item.key.as_str()).collect();
        assert_eq!(keys, ["er_der_ro", "bliver_du_afbrudt", "hvad_afbryder"]);
        assert_eq!(written.items[2].kind, ItemKind::FreeText { max_chars: 1000 });
        assert_eq!(written.items[2].condition.as_ref().unwrap().any_of, [3, 4]);
        let scale = &written.scales[0];
        assert_eq!(scale.minimum_answered, 2, "all, where nothing is typed");
        assert_eq!(scale.bands.len(), 2);
        assert!(matches!(scale.reading, Reading::Fitting(range) if range.from == 4.5));
        assert!(scale.items[1].is_reversed);
        assert_eq!(written.check(), []);

        let in_use = edit(&ground, &who, id, Edit::RemoveChoices(1), &[]).await;
        assert!(matches!(in_use, Err(AppError::Refused("failure-choices-in-use"))));
        edit(&ground, &who, id, Edit::RemoveItem(2), &[]).await.unwrap();
        let problems = content(&ground, &who, id).await.check();
        assert_eq!(problems.len(), 2, "what named the item is told: {problems:?}");
    })
    .await;
}

#[tokio::test]
async fn a_language_that_is_added_must_be_written_and_one_that_is_taken_away_is_forgotten() {
    on_each_database(async |ground| {
        let who = seeded(&ground).await;
        let pulse = find(&ground, &who, "pulse").await.published().unwrap().id;
        let id = questionnaires::copy(&ground.app, &who, pulse).await.unwrap();
        let head = [
            ("title_da", "Puls"),
            ("language_da", "on"),
            ("language_pl", "on"),
            ("validated_da", "no"),
        ];
        edit(&ground, &who, id, Edit::Head, &head).await.unwrap();
        let changed = content(&ground, &who, id).await;
        assert_eq!(changed.languages, ["da", "pl"]);
        assert!(!changed.canonical().unwrap().contains("\"en\""));
        assert!(changed.check().len() > 20, "everything lacks Polish words");
        assert!(
            changed
                .translations
                .iter()
                .all(|known| known.language == "da" && !known.is_validated)
        );
        let refused = edit(&ground, &who, id, Edit::Head, &[("title_da", "Puls")]).await;
        assert!(
            matches!(refused, Err(AppError::Invalid(_))),
            "a questionnaire has a language"
        );
    })
    .await;
}

#[tokio::test]
async fn numbers_that_are_none_are_named_by_their_fields() {
    on_each_database(async |ground| {
        let who = seeded(&ground).await;
        let pulse = find(&ground, &who, "pulse").await.published().unwrap().id;
        let id = questionnaires::copy(&ground.app, &who, pulse).await.unwrap();
        let check = async |change, typed: &[(&str, &str)], field: &str| {
            let Err(AppError::Invalid(problems)) = edit(&ground, &who, id, change, typed).await else {
                panic!("{field} should be refused");
            };
            assert_eq!(problems[0].field, field);
        };
        check(Edit::Item(1), &[("kind", "choice:unknown")], "kind").await;
        check(
            Edit::Item(1),
            &[("kind", "free_text"), ("max_chars", "mange")],
            "max_chars",
        )
        .await;
        check(
            Edit::Choices(1),
            &[("option_2_value", "to"), ("option_2_label_da", "To")],
            "option_2_value",
        )
        .await;
        check(
            Edit::Scale(1),
            &[("band_1_name_da", "Lav"), ("band_1_up_to", "")],
            "band_1_up_to",
        )
        .await;
        check(Edit::Scale(1), &[("range_from", "lavt")], "range_from").await;
        let gone = edit(&ground, &who, id, Edit::Item(99), &[("kind", "free_text")]).await;
        assert!(matches!(gone, Err(AppError::NotFound)));
        let stale = Typed::from([("version".to_owned(), "0".to_owned())]);
        let conflict = questionnaires::edit(&ground.app, &who, id, Edit::RemoveItem(1), &stale).await;
        assert!(matches!(conflict, Err(AppError::Conflict)));
    })
    .await;
}

#[tokio::test]
async fn a_document_that_is_exported_and_imported_is_the_same() {
    on_each_database(async |ground| {
        let who = seeded(&ground).await;
        let hse = find(&ground, &who, "hse").await.published().unwrap().clone();
        let file = questionnaires::export(&ground.app, &who, hse.id).await.unwrap();
        assert_eq!(file.name, "hse-1.json");
        let id = questionnaires::import(&ground.app, &who, &file.name, file.document.clone().into_bytes()).await;
        assert_eq!(content(&ground, &who, id.unwrap()).await, hse.content);

        let broken = file.document.replacen("\"languages\"", "\"langauges\"", 1);
        let Err(AppError::Invalid(problems)) =
            questionnaires::import(&ground.app, &who, "hse.json", broken.into_bytes()).await
        else {
            panic!("a misspelt field is refused");
        };
        assert_eq!(problems[0].message, "problem-questionnaire-document");
        assert!(problems[0].args.contains(&("line", "3".to_owned())), "{problems:?}");
    })
    .await;
}

#[tokio::test]
async fn a_template_is_completed_from_a_table_and_published() {
    on_each_database(async |ground| {
        let who = seeded(&ground).await;
        let template = find(&ground, &who, "who5").await.versions[0].id;
        let id = questionnaires::copy(&ground.app, &who, template).await.unwrap();
        let unfinished = questionnaires::publish(&ground.app, &who, id, "1").await;
        assert!(matches!(
            unfinished,
            Err(AppError::Refused("failure-questionnaire-unfinished"))
        ));
        let rows: String = (1..=5)
            .map(|n| format!("who5_{n};Punkt {n};5=Fem | 4=Fire | 3=Tre | 2=To | 1=En | 0=Nul\n"))
            .collect();
        let table = format!("nøgle;spørgsmål_da;svar_da\n{rows}");
        questionnaires::fill(&ground.app, &who, id, table.into_bytes())
            .await
            .unwrap();
        let head = [
            ("title_da", "WHO-5"),
            ("language_da", "on"),
            ("licence_name", "CC BY-NC-SA 3.0 IGO"),
        ];
        edit(&ground, &who, id, Edit::Head, &head).await.unwrap();
        let seen = questionnaires::find_version(&ground.app, &who, id)
            .await
            .unwrap()
            .version
            .version;
        questionnaires::publish(&ground.app, &who, id, &seen.to_string())
            .await
            .unwrap();
    })
    .await;
}

#[tokio::test]
async fn others_read_and_only_the_coordinator_of_all_changes() {
    on_each_database(async |ground| {
        let who = seeded(&ground).await;
        let pulse = find(&ground, &who, "pulse").await;
        let of = |role, unit| Actor {
            grants: vec![Grant { role, unit }],
            ..who.clone()
        };
        let unit = Some(ground.unit("NORD"));
        for role in [Role::Manager, Role::SafetyRep, Role::UnionRep, Role::CommitteeMember] {
            assert!(
                questionnaires::list(&ground.app, &of(role, unit)).await.is_ok(),
                "{role:?}"
            );
        }
        for role in [Role::Employee, Role::Administrator, Role::Facilitator] {
            let refused = questionnaires::list(&ground.app, &of(role, unit)).await;
            assert!(matches!(refused, Err(AppError::Forbidden)), "{role:?}");
        }
        for other in [of(Role::Manager, None), of(Role::Coordinator, unit)] {
            let refused = questionnaires::copy(&ground.app, &other, pulse.versions[0].id).await;
            assert!(matches!(refused, Err(AppError::Forbidden)));
        }
        questionnaires::set_in_use(&ground.app, &who, pulse.questionnaire.id, false)
            .await
            .unwrap();
        assert!(!find(&ground, &who, "pulse").await.questionnaire.is_in_use());
        questionnaires::set_in_use(&ground.app, &who, pulse.questionnaire.id, true)
            .await
            .unwrap();
        assert!(find(&ground, &who, "pulse").await.questionnaire.is_in_use());
    })
    .await;
}
