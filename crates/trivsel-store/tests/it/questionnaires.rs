use trivsel_domain::id::{OrganisationId, PersonId, QuestionnaireId, QuestionnaireVersionId};
use trivsel_domain::person::Person;
use trivsel_domain::questionnaire::{Content, Published, Questionnaire, QuestionnaireVersion, built_in};
use trivsel_store::{Store, StoreError, erase, persons, questionnaires};
use uuid::Uuid;

use crate::databases::{add_organisation, for_each_database, moment, name};

fn pulse() -> Content {
    built_in()
        .unwrap()
        .into_iter()
        .find(|known| known.code == "pulse")
        .unwrap()
        .content
}

fn questionnaire(code: &str, is_built_in: bool) -> Questionnaire {
    Questionnaire {
        id: QuestionnaireId(Uuid::now_v7()),
        code: code.to_owned(),
        is_built_in,
        withdrawn_at: None,
        created_at: moment(),
    }
}

fn draft(of: &Questionnaire, number: i32) -> QuestionnaireVersion {
    QuestionnaireVersion {
        id: QuestionnaireVersionId(Uuid::now_v7()),
        questionnaire: of.id,
        number,
        based_on: None,
        content: pulse(),
        published: None,
        created_at: moment(),
        version: 1,
    }
}

async fn add_person(store: &Store, organisation: OrganisationId) -> PersonId {
    let person = Person {
        id: PersonId(Uuid::now_v7()),
        employee_number: None,
        name: "Jonas Lind".to_owned(),
        email: None,
        title: String::new(),
        is_erased: false,
    };
    let tx = store.write(organisation).await.unwrap();
    persons::add(&tx, &person, moment()).await.unwrap();
    tx.commit().await.unwrap();
    person.id
}

#[tokio::test]
async fn a_published_version_is_kept_word_for_word_and_never_written_again() {
    for_each_database(async |store, organisation| {
        let person = add_person(&store, organisation).await;
        let (own, tx) = (questionnaire("puls", false), store.write(organisation).await.unwrap());
        questionnaires::add(&tx, &own).await.unwrap();
        let draft = draft(&own, 1);
        questionnaires::add_version(&tx, &draft).await.unwrap();
        let published = draft
            .published(Published {
                at: moment(),
                by: Some(person),
                hash: "ab12".to_owned(),
            })
            .unwrap();
        questionnaires::change_draft(&tx, &published).await.unwrap();
        let kept = questionnaires::find_version(&tx, draft.id).await.unwrap().unwrap();
        let expected = QuestionnaireVersion {
            version: 2,
            ..published
        };
        assert_eq!(kept, expected, "{}", name(&store));

        let mut forced = kept.clone();
        forced.content.title.set("da", "Andet");
        let refused = questionnaires::change_draft(&tx, &forced).await;
        assert!(matches!(refused, Err(StoreError::Stale)));
        assert_eq!(questionnaires::remove_draft(&tx, kept.id).await.unwrap(), 0);
        assert_eq!(
            questionnaires::find_version(&tx, kept.id).await.unwrap(),
            Some(kept.clone())
        );

        let place = erase::PLACES
            .iter()
            .find(|place| place.table == "questionnaire_versions")
            .unwrap();
        assert_eq!(erase::apply(&tx, place, person).await.unwrap(), 1);
        let after = questionnaires::find_version(&tx, kept.id).await.unwrap().unwrap();
        assert_eq!(after.published.map(|published| published.by), Some(None));
    })
    .await;
}

#[tokio::test]
async fn a_draft_changed_by_somebody_else_is_stale_and_can_be_removed() {
    for_each_database(async |store, organisation| {
        let (own, tx) = (questionnaire("puls", false), store.write(organisation).await.unwrap());
        questionnaires::add(&tx, &own).await.unwrap();
        let draft = draft(&own, 1);
        questionnaires::add_version(&tx, &draft).await.unwrap();
        let changed = draft.changed(pulse()).unwrap();
        questionnaires::change_draft(&tx, &changed).await.unwrap();
        let stale = questionnaires::change_draft(&tx, &changed).await;
        assert!(matches!(stale, Err(StoreError::Stale)), "{}", name(&store));
        assert_eq!(questionnaires::remove_draft(&tx, draft.id).await.unwrap(), 1);
        assert_eq!(questionnaires::remove(&tx, own.id).await.unwrap(), 1);
        assert_eq!(questionnaires::list(&tx).await.unwrap(), []);
    })
    .await;
}

#[tokio::test]
async fn what_is_built_in_comes_first_and_the_newest_version_comes_first() {
    for_each_database(async |store, organisation| {
        let tx = store.write(organisation).await.unwrap();
        let all = [
            questionnaire("apv", false),
            questionnaire("who5", true),
            questionnaire("hse", true),
        ];
        for one in &all {
            questionnaires::add(&tx, one).await.unwrap();
        }
        for number in [1, 2] {
            questionnaires::add_version(&tx, &draft(&all[0], number)).await.unwrap();
        }
        let codes: Vec<String> = questionnaires::list(&tx)
            .await
            .unwrap()
            .into_iter()
            .map(|one| one.code)
            .collect();
        assert_eq!(codes, ["hse", "who5", "apv"], "{}", name(&store));
        for versions in [
            questionnaires::versions_of(&tx, all[0].id).await.unwrap(),
            questionnaires::list_versions(&tx).await.unwrap(),
        ] {
            let numbers: Vec<i32> = versions.iter().map(|version| version.number).collect();
            assert_eq!(numbers, [2, 1]);
        }
        let withdrawn = Questionnaire {
            withdrawn_at: Some(moment()),
            ..all[0].clone()
        };
        assert_eq!(questionnaires::change(&tx, &withdrawn).await.unwrap(), 1);
        assert_eq!(questionnaires::find(&tx, withdrawn.id).await.unwrap(), Some(withdrawn));
    })
    .await;
}

#[tokio::test]
async fn a_code_and_a_number_are_used_once_and_only_in_their_organisation() {
    for_each_database(async |store, organisation| {
        let own = questionnaire("puls", false);
        let tx = store.write(organisation).await.unwrap();
        questionnaires::add(&tx, &own).await.unwrap();
        questionnaires::add_version(&tx, &draft(&own, 1)).await.unwrap();
        tx.commit().await.unwrap();

        let tx = store.write(organisation).await.unwrap();
        let again = questionnaires::add(&tx, &questionnaire("puls", false)).await;
        assert!(matches!(again, Err(StoreError::Conflict(_))), "{}", name(&store));
        drop(tx);
        let tx = store.write(organisation).await.unwrap();
        let again = questionnaires::add_version(&tx, &draft(&own, 1)).await;
        assert!(matches!(again, Err(StoreError::Conflict(_))), "{}", name(&store));
        drop(tx);

        let other = add_organisation(&store, "bakkeby").await;
        let tx = store.write(other).await.unwrap();
        assert_eq!(questionnaires::find(&tx, own.id).await.unwrap(), None);
        assert_eq!(questionnaires::list_versions(&tx).await.unwrap(), []);
        questionnaires::add(&tx, &questionnaire("puls", false)).await.unwrap();
    })
    .await;
}
