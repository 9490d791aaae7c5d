use std::collections::BTreeMap;
use std::io::{self, BufRead, Write};

use trivsel_domain::id::PolicyId;
use trivsel_domain::period::Period;
use trivsel_domain::policy::Policy;
use trivsel_store::archive::{self, ArchiveError, Sink, Source};
use trivsel_store::policies;
use uuid::Uuid;

use crate::databases::{add_organisation, fresh_stores, moment, name};

#[derive(Default)]
struct InMemory(BTreeMap<&'static str, Vec<u8>>);

impl Sink for InMemory {
    fn begin(&mut self, table: &'static str) -> io::Result<&mut (dyn Write + Send)> {
        Ok(self.0.entry(table).or_default())
    }
}

impl Source for InMemory {
    fn open(&mut self, table: &'static str) -> io::Result<Option<Box<dyn BufRead + '_>>> {
        Ok(self
            .0
            .get(table)
            .map(|lines| Box::new(lines.as_slice()) as Box<dyn BufRead>))
    }
}

#[tokio::test]
async fn what_one_database_wrote_every_other_can_read() {
    let (from, into) = (fresh_stores().await, fresh_stores().await);
    for (written, read) in from.iter().zip(into.iter().rev()) {
        let organisation = add_organisation(written, "fjordby").await;
        let policy = Policy {
            id: PolicyId(Uuid::now_v7()),
            name: "Sundhedspolitik æøå".to_owned(),
            period: Period::since(moment().date_naive()),
        };
        let tx = written.write(organisation).await.unwrap();
        policies::add(&tx, &policy).await.unwrap();
        tx.commit().await.unwrap();

        let mut archive = InMemory::default();
        assert_eq!(archive::write(written, None, &mut archive).await.unwrap(), 2);
        assert_eq!(
            archive::read(read, &mut archive).await.unwrap(),
            2,
            "{} into {}",
            name(written),
            name(read)
        );
        let tx = read.read(organisation).await.unwrap();
        assert_eq!(policies::list(&tx).await.unwrap(), [policy]);
        drop(tx);
        assert!(matches!(
            archive::read(read, &mut archive).await,
            Err(ArchiveError::NotEmpty)
        ));
    }
}

#[tokio::test]
async fn a_line_that_is_no_row_leaves_the_database_empty() {
    for store in fresh_stores().await {
        let mut archive = InMemory::default();
        archive.0.insert("units", b"{\"id\": 3}\n".to_vec());
        let failed = archive::read(&store, &mut archive).await;
        assert!(
            matches!(
                failed,
                Err(ArchiveError::Row {
                    table: "units",
                    line: 1,
                    ..
                })
            ),
            "{failed:?}"
        );
    }
}
