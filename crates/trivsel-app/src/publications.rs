//! stub
use crate::{App, AppError};
use trivsel_domain::survey::Survey;
use trivsel_store::Tx;
pub(crate) async fn publish(_app: &App, _tx: Tx, _survey: &Survey) -> Result<bool, AppError> {
    Ok(false)
}
