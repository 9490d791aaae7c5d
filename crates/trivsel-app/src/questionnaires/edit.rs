//! Editing a draft piece by piece, from forms: its head, items, options and scales.
//!
//! A draft may be unfinished, so little is refused here: what is missing is told by `Content::check` wherever the draft is shown.

use std::collections::{BTreeMap, BTreeSet};

use trivsel_domain::id::QuestionnaireVersionId;
use trivsel_domain::questionnaire::{
    Band, ChoiceOption, ChoiceSet, Condition, Content, Item, ItemKind, LANGUAGES, Licence, QuestionnaireVersion, Range,
    Reading, Reference, Scale, ScaleItem, Scoring, Translation, Wording,
};
use trivsel_domain::rights::{Actor, Right};
use trivsel_store::questionnaires as store;

use super::{check_editable, load};
use crate::input::{Input, free_code};
use crate::trail::Trail;
use crate::work::Work;
use crate::{App, AppError, Problem};

/// What was typed, by field. `version` is the count of changes that was read. Words carry their language at the end: `text_da`.
pub type Typed = BTreeMap<String, String>;

/// How long a key made from words becomes; there is room for a number behind it.
const KEY_CHARS: usize = 30;
/// How much free text there is room for where nothing is typed.
const USUAL_CHARS: u32 = 1000;

/// One change of a draft. Places are counted from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edit {
    /// Title, introduction, languages, licence.
    Head,
    /// One item more, at the end.
    NewItem,
    /// The item at this place.
    Item(usize),
    /// When the item at this place is asked.
    Condition(usize),
    /// The item at this place changes place with its neighbour.
    MoveItem(usize, Toward),
    /// The item at this place goes.
    RemoveItem(usize),
    /// One choice set more.
    NewChoices,
    /// The choice set at this place.
    Choices(usize),
    /// The choice set at this place goes; refused while an item offers it.
    RemoveChoices(usize),
    /// One scale more.
    NewScale,
    /// The scale at this place.
    Scale(usize),
    /// The scale at this place goes.
    RemoveScale(usize),
}

/// Where an item is moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Toward {
    /// Up.
    Start,
    /// Down.
    End,
}

/// Makes one change of a draft.
pub async fn edit(
    app: &App,
    who: &Actor,
    id: QuestionnaireVersionId,
    edit: Edit,
    typed: &Typed,
) -> Result<(), AppError> {
    who.must_everywhere(Right::ChangeQuestionnaires)?;
    app.writing(who, |work| async move {
        let (questionnaire, draft) = load(&work, id).await?;
        check_editable(&questionnaire, &draft)?;
        if get(typed, "version") != draft.version.to_string() {
            return Err(AppError::Conflict);
        }
        let mut content = draft.content.clone();
        apply(&mut content, edit, typed)?;
        if content == draft.content {
            return Ok(());
        }
        write_draft(&work, &draft, content, "changed").await
    })
    .await
}

/// Writes a draft's new content down, and what changed of it into the trail.
pub(super) async fn write_draft(
    work: &Work,
    draft: &QuestionnaireVersion,
    content: Content,
    verb: &'static str,
) -> Result<(), AppError> {
    let line = Trail::new("questionnaire_version", draft.id.0, verb);
    let trail = trail_of(&draft.content, &content, line);
    let changed = draft
        .changed(content)
        .map_err(|_| AppError::Refused("failure-questionnaire-published"))?;
    store::change_draft(work, &changed).await?;
    work.trail(trail.of(draft.questionnaire.0));
    Ok(())
}

/// Title, and the words of items that came, went or changed.
fn trail_of(before: &Content, after: &Content, trail: Trail) -> Trail {
    let first = after.first_language();
    let words = |item: Option<&Item>| item.map(|item| item.text.read(first).to_owned()).unwrap_or_default();
    let keys: BTreeSet<&str> = before
        .items
        .iter()
        .chain(&after.items)
        .map(|item| item.key.as_str())
        .collect();
    keys.into_iter().fold(
        trail.field("title", before.title.read(first), after.title.read(first)),
        |trail, key| trail.field(key, words(before.find_item(key)), words(after.find_item(key))),
    )
}

fn apply(content: &mut Content, edit: Edit, typed: &Typed) -> Result<(), AppError> {
    let mut input = Input::new();
    match edit {
        Edit::Head => head(content, typed, &mut input),
        Edit::NewItem => {
            let taken: Vec<String> = content.items.iter().map(|item| item.key.clone()).collect();
            let words = first_words(content, typed, "text");
            let item = Item {
                key: free_code(&words, "item", KEY_CHARS, &taken),
                text: Wording::default(),
                help: Wording::default(),
                kind: ItemKind::FreeText { max_chars: USUAL_CHARS },
                condition: None,
                is_offensive: false,
            };
            let item = read_item(content, item, typed, &mut input);
            content.items.push(item);
        }
        Edit::Item(place) => {
            let item = read_item(content, at(&content.items, place)?.clone(), typed, &mut input);
            *at_mut(&mut content.items, place)? = item;
        }
        Edit::Condition(place) => at_mut(&mut content.items, place)?.condition = read_condition(typed),
        Edit::MoveItem(place, toward) => move_item(&mut content.items, place, toward)?,
        Edit::RemoveItem(place) => {
            remove(&mut content.items, place)?;
        }
        Edit::NewChoices => {
            let taken: Vec<String> = content.choices.iter().map(|set| set.key.clone()).collect();
            let options = read_options(content, typed, &mut input);
            let words = options
                .first()
                .map(|option| option.label.read(content.first_language()).to_owned());
            content.choices.push(ChoiceSet {
                key: free_code(&words.unwrap_or_default(), "choices", KEY_CHARS, &taken),
                options,
            });
        }
        Edit::Choices(place) => {
            let options = read_options(content, typed, &mut input);
            at_mut(&mut content.choices, place)?.options = options;
        }
        Edit::RemoveChoices(place) => remove_choices(content, place)?,
        Edit::NewScale => {
            let taken: Vec<String> = content.scales.iter().map(|scale| scale.key.clone()).collect();
            let key = free_code(&first_words(content, typed, "name"), "scale", KEY_CHARS, &taken);
            let scale = read_scale(content, key, Wording::default(), typed, &mut input);
            content.scales.push(scale);
        }
        Edit::Scale(place) => {
            let before = at(&content.scales, place)?;
            let (key, name) = (before.key.clone(), before.name.clone());
            let scale = read_scale(content, key, name, typed, &mut input);
            *at_mut(&mut content.scales, place)? = scale;
        }
        Edit::RemoveScale(place) => {
            remove(&mut content.scales, place)?;
        }
    }
    input.done()
}

fn get<'t>(typed: &'t Typed, field: &str) -> &'t str {
    typed.get(field).map(|text| text.trim()).unwrap_or_default()
}

fn is_on(typed: &Typed, field: &str) -> bool {
    get(typed, field) == "on"
}

fn at<T>(elements: &[T], place: usize) -> Result<&T, AppError> {
    place
        .checked_sub(1)
        .and_then(|index| elements.get(index))
        .ok_or(AppError::NotFound)
}

fn at_mut<T>(elements: &mut [T], place: usize) -> Result<&mut T, AppError> {
    place
        .checked_sub(1)
        .and_then(|index| elements.get_mut(index))
        .ok_or(AppError::NotFound)
}

fn remove<T>(elements: &mut Vec<T>, place: usize) -> Result<T, AppError> {
    at(elements, place)?;
    Ok(elements.remove(place - 1))
}

/// The words of a field in each of the questionnaire's languages; those in other languages stay.
fn read_words(content: &Content, mut words: Wording, typed: &Typed, field: &str) -> Wording {
    for language in &content.languages {
        words.set(
            language,
            &get(typed, &format!("{field}_{language}")).replace("\r\n", "\n"),
        );
    }
    words
}

/// What was typed in the first language that has anything.
fn first_words(content: &Content, typed: &Typed, field: &str) -> String {
    let words = read_words(content, Wording::default(), typed, field);
    words.read(content.first_language()).to_owned()
}

fn head(content: &mut Content, typed: &Typed, input: &mut Input) {
    content.title = read_words(content, content.title.clone(), typed, "title");
    content.intro = read_words(content, content.intro.clone(), typed, "intro");
    let licence = content.licence.clone().unwrap_or_default();
    let licence = Licence {
        name: get(typed, "licence_name").to_owned(),
        notice: read_words(content, licence.notice, typed, "licence_notice"),
        url: get(typed, "licence_url").to_owned(),
    };
    content.licence = (licence != Licence::default()).then_some(licence);
    content.translations = content
        .languages
        .iter()
        .filter_map(|language| read_translation(content, language, typed))
        .collect();
    let is_wanted = |code: &str| is_on(typed, &format!("language_{code}"));
    let kept = content.languages.iter().filter(|code| is_wanted(code)).cloned();
    let added = LANGUAGES.iter().map(|language| language.code.to_owned());
    let added = added.filter(|code| is_wanted(code) && !content.languages.contains(code));
    let languages: Vec<String> = kept.chain(added).collect();
    if languages.is_empty() {
        input.refuse(Problem::new("languages", "problem-choose"));
    }
    content.languages = languages;
    content.forget_other_languages();
}

/// What is said of a translation; nothing where nothing is chosen. The note on it is kept.
fn read_translation(content: &Content, language: &str, typed: &Typed) -> Option<Translation> {
    let is_validated = match get(typed, &format!("validated_{language}")) {
        "yes" => true,
        "no" => false,
        _ => return None,
    };
    let before = content.translations.iter().find(|known| known.language == language);
    Some(Translation {
        language: language.to_owned(),
        is_validated,
        notice: before.map(|known| known.notice.clone()).unwrap_or_default(),
    })
}

fn read_item(content: &Content, before: Item, typed: &Typed, input: &mut Input) -> Item {
    let kind = input.choice("kind", get(typed, "kind"), |kind| match kind.strip_prefix("choice:") {
        Some(set) => content.find_choices(set).map(|set| ItemKind::Choice(set.key.clone())),
        None => (kind == "free_text").then_some(ItemKind::FreeText { max_chars: USUAL_CHARS }),
    });
    let kind = match kind {
        Some(ItemKind::FreeText { max_chars }) => ItemKind::FreeText {
            max_chars: whole(typed, "max_chars", input).unwrap_or(max_chars),
        },
        Some(choice) => choice,
        None => before.kind,
    };
    Item {
        text: read_words(content, before.text, typed, "text"),
        help: read_words(content, before.help, typed, "help"),
        kind,
        is_offensive: is_on(typed, "is_offensive"),
        key: before.key,
        condition: before.condition,
    }
}

/// The item and the values that were ticked; none where no item was chosen.
fn read_condition(typed: &Typed) -> Option<Condition> {
    let item = get(typed, "item");
    let ticked = typed.iter().filter(|(_, on)| *on == "on");
    let values = ticked.filter_map(|(field, _)| field.strip_prefix("value_")?.parse().ok());
    (!item.is_empty()).then(|| Condition {
        item: item.to_owned(),
        any_of: values.collect::<BTreeSet<i32>>().into_iter().collect(),
    })
}

fn move_item(items: &mut [Item], place: usize, toward: Toward) -> Result<(), AppError> {
    at(items, place)?;
    let index = place - 1;
    match toward {
        Toward::Start if index > 0 => items.swap(index, index - 1),
        Toward::End if place < items.len() => items.swap(index, place),
        Toward::Start | Toward::End => {}
    }
    Ok(())
}

fn remove_choices(content: &mut Content, place: usize) -> Result<(), AppError> {
    let key = at(&content.choices, place)?.key.clone();
    let offers = |item: &Item| matches!(&item.kind, ItemKind::Choice(set) if *set == key);
    if content.items.iter().any(offers) {
        return Err(AppError::Refused("failure-choices-in-use"));
    }
    remove(&mut content.choices, place)?;
    Ok(())
}

/// The rows of a list in a form: `option_1_…`, `option_2_…`, as many as there are fields of.
fn rows(typed: &Typed, prefix: &str) -> BTreeSet<u32> {
    let start = format!("{prefix}_");
    typed
        .keys()
        .filter_map(|field| field.strip_prefix(&start)?.split('_').next()?.parse().ok())
        .collect()
}

/// The options that have a value or words; an emptied row goes.
fn read_options(content: &Content, typed: &Typed, input: &mut Input) -> Vec<ChoiceOption> {
    let mut options = Vec::new();
    for row in rows(typed, "option") {
        let label = read_words(content, Wording::default(), typed, &format!("option_{row}_label"));
        let field = format!("option_{row}_value");
        if label.is_empty() && get(typed, &field).is_empty() {
            continue;
        }
        let value = input.choice(&field, get(typed, &field), |text| text.replace('−', "-").parse().ok());
        options.push(ChoiceOption {
            value: value.unwrap_or_default(),
            label,
        });
    }
    options
}

fn read_scale(content: &Content, key: String, name: Wording, typed: &Typed, input: &mut Input) -> Scale {
    let items: Vec<ScaleItem> = content
        .items
        .iter()
        .filter_map(|item| {
            let is_reversed = match get(typed, &format!("item_{}", item.key)) {
                "as_is" => false,
                "reversed" => true,
                _ => return None,
            };
            Some(ScaleItem {
                item: item.key.clone(),
                is_reversed,
            })
        })
        .collect();
    let number =
        |field: &str, usual: f64, input: &mut Input| input.optional_number(field, get(typed, field)).unwrap_or(usual);
    let range = Range {
        from: number("range_from", 0.0, input),
        to: number("range_to", 100.0, input),
    };
    let reading = match get(typed, "reading") {
        "lower_is_better" => Reading::LowerIsBetter,
        "fitting" => Reading::Fitting(Range {
            from: number("fitting_from", range.from, input),
            to: number("fitting_to", range.to, input),
        }),
        _ => Reading::HigherIsBetter,
    };
    Scale {
        name: read_words(content, name, typed, "name"),
        scoring: if get(typed, "scoring") == "sum" {
            Scoring::Sum
        } else {
            Scoring::Mean
        },
        minimum_answered: whole(typed, "minimum_answered", input)
            .unwrap_or_else(|| u32::try_from(items.len()).unwrap_or(u32::MAX)),
        bands: read_bands(content, typed, input),
        smallest_important: input.optional_number("smallest_important", get(typed, "smallest_important")),
        references: read_references(content, typed, input),
        key,
        items,
        range,
        reading,
    }
}

fn read_bands(content: &Content, typed: &Typed, input: &mut Input) -> Vec<Band> {
    let mut bands = Vec::new();
    for row in rows(typed, "band") {
        let name = read_words(content, Wording::default(), typed, &format!("band_{row}_name"));
        let field = format!("band_{row}_up_to");
        let up_to = input.optional_number(&field, get(typed, &field));
        if let Some(up_to) = up_to {
            bands.push(Band { up_to, name });
        } else if !name.is_empty() {
            input.refuse(Problem::new(field, "problem-number"));
        }
    }
    bands
}

fn read_references(content: &Content, typed: &Typed, input: &mut Input) -> Vec<Reference> {
    let mut references = Vec::new();
    for row in rows(typed, "reference") {
        let name = read_words(content, Wording::default(), typed, &format!("reference_{row}_name"));
        let field = format!("reference_{row}_value");
        let value = input.optional_number(&field, get(typed, &field));
        if let Some(value) = value {
            references.push(Reference {
                name,
                value,
                source: get(typed, &format!("reference_{row}_source")).to_owned(),
                licence: get(typed, &format!("reference_{row}_licence")).to_owned(),
            });
        } else if !name.is_empty() {
            input.refuse(Problem::new(field, "problem-number"));
        }
    }
    references
}

/// A whole number that may be left empty.
fn whole(typed: &Typed, field: &str, input: &mut Input) -> Option<u32> {
    match get(typed, field) {
        "" => None,
        text => input.choice(field, text, |text| text.parse().ok()),
    }
}
