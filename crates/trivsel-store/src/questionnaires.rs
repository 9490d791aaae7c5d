//! stub
use crate::{StoreError, Tx};
use trivsel_domain::id::QuestionnaireVersionId;
use trivsel_domain::questionnaire::QuestionnaireVersion;
/// stub
pub async fn find_version(_tx: &Tx, _id: QuestionnaireVersionId) -> Result<Option<QuestionnaireVersion>, StoreError> {
    Ok(None)
}
