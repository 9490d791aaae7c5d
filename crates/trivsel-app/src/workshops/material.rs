//! What is shown beside a line of the programme: a page, a section at a time as the one who leads moves on, and cards a group draws.

use std::sync::Arc;

use trivsel_domain::happening::{Happening, Scope};
use trivsel_domain::id::WorkshopGroupId;
use trivsel_domain::model::{ModelPage, Models, next_card};
use trivsel_domain::workshop::{ProgrammeItem, Workshop};
use trivsel_store::{Tx, workshops as store};

use super::seats::{SeatToken, must_run, seated};
use crate::work::Writer;
use crate::{App, AppError, models};

/// A page as it is shown now.
#[derive(Clone, Debug)]
pub struct PageNow {
    /// The page.
    pub page: ModelPage,
    /// Which section, from 0: one that is there.
    pub section: usize,
}

impl PageNow {
    /// Is there one after it?
    pub fn has_next(&self) -> bool {
        self.section + 1 < self.page.section_count()
    }
}

/// A deck as a group has it before it.
#[derive(Clone, Debug)]
pub struct DeckNow {
    /// All that is shipped; the deck is one of it.
    models: Arc<Models>,
    /// Its name in code.
    pub code: String,
    /// The cards the group has drawn, the last one last.
    pub drawn: Vec<usize>,
}

impl DeckNow {
    /// What it is called.
    pub fn title(&self, language: &str) -> &str {
        self.models
            .deck(&self.code)
            .map_or("", |deck| deck.title.in_language(language))
    }

    /// How many are left.
    pub fn left(&self) -> usize {
        let count = self.models.deck(&self.code).map_or(0, |deck| deck.cards.len());
        count.saturating_sub(self.drawn.len())
    }

    /// The card on the table, and which it is.
    pub fn card(&self, language: &str) -> Option<(usize, &str)> {
        let last = *self.drawn.last()?;
        let card = self.models.deck(&self.code)?.cards.get(last)?;
        Some((last, card.text.in_language(language)))
    }
}

/// What is shown beside the line that runs, for a group.
#[derive(Clone, Debug)]
pub struct MaterialNow {
    /// The page.
    pub page: Option<PageNow>,
    /// The cards the group draws from.
    pub deck: Option<DeckNow>,
}

/// What is shown beside the line that runs.
pub(super) async fn material_now(
    tx: &Tx,
    workshop: &Workshop,
    item: Option<&ProgrammeItem>,
    group: WorkshopGroupId,
) -> Result<MaterialNow, AppError> {
    Ok(MaterialNow {
        page: page_now(tx, workshop, item).await?,
        deck: deck_now(tx, workshop, item, group).await?,
    })
}

/// The page of the line that runs.
pub(super) async fn page_now(
    tx: &Tx,
    workshop: &Workshop,
    item: Option<&ProgrammeItem>,
) -> Result<Option<PageNow>, AppError> {
    let Some(item) = item.filter(|item| !item.page.is_empty()) else {
        return Ok(None);
    };
    let all = models::within(tx)?;
    // A page that a later version no longer ships is not shown, and nothing else of the day is touched.
    let Some(page) = all.page(&item.page) else {
        return Ok(None);
    };
    let page = models::laid_over(tx, page).await?;
    Ok(Some(PageNow {
        section: usize::try_from(workshop.course.section)
            .unwrap_or(0)
            .min(page.section_count().saturating_sub(1)),
        page,
    }))
}

/// The deck of the line that runs, as a group has it.
async fn deck_now(
    tx: &Tx,
    workshop: &Workshop,
    item: Option<&ProgrammeItem>,
    group: WorkshopGroupId,
) -> Result<Option<DeckNow>, AppError> {
    let Some(item) = item.filter(|item| !item.deck.is_empty()) else {
        return Ok(None);
    };
    let models = models::within(tx)?;
    if models.deck(&item.deck).is_none() {
        return Ok(None);
    }
    Ok(Some(DeckNow {
        drawn: store::drawn_of(tx, workshop.id, group, &item.deck).await?,
        code: item.deck.clone(),
        models,
    }))
}

/// Is what a line is to show shipped?
pub(super) fn must_be_shipped(tx: &Tx, item: &ProgrammeItem) -> Result<(), AppError> {
    let models = models::within(tx)?;
    if !item.page.is_empty() && models.page(&item.page).is_none() {
        return Err(AppError::invalid("page", "problem-choose"));
    }
    // Of a deck without cards nothing could be drawn.
    let has_cards = |deck: &trivsel_domain::model::CardDeck| !deck.cards.is_empty();
    if !item.deck.is_empty() && !models.deck(&item.deck).is_some_and(has_cards) {
        return Err(AppError::invalid("deck", "problem-choose"));
    }
    Ok(())
}

/// Draws a card for the group of a device: never the same one twice. Says whether there was one left.
pub async fn draw(app: &App, token: &SeatToken) -> Result<bool, AppError> {
    app.writing(Writer::nobody(token.organisation()), |work| async move {
        let (seat, workshop) = seated(&work, token).await?;
        must_run(&workshop)?;
        let items = store::items_of(&work, workshop.id).await?;
        let item = items.iter().find(|item| Some(item.id) == workshop.course.item);
        let Some(deck) = deck_now(&work, &workshop, item, seat.group).await? else {
            return Err(AppError::Refused("failure-no-cards"));
        };
        let count = deck.left() + deck.drawn.len();
        let mut bytes = [0_u8; 8];
        rand::fill(&mut bytes[..]);
        let Some(card) = next_card(count, &deck.drawn, u64::from_le_bytes(bytes)) else {
            return Ok(false);
        };
        let place = (card, deck.drawn.len() + 1);
        store::add_drawn(&work, workshop.id, seat.group, &deck.code, place).await?;
        work.tell(Scope::Workshop(workshop.id), Happening::Changed { part: seat.group.0 });
        Ok(true)
    })
    .await
}
