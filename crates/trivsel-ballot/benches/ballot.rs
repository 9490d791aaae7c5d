//! What one vote costs the server: an evaluation when the token is fetched, a check when the vote is handed in.
#![allow(missing_docs)]

use criterion::{Criterion, criterion_group, criterion_main};
use rand_chacha::ChaCha20Rng;
use rand_core::SeedableRng;
use trivsel_ballot::{BallotError, Binding, Blinding, SecretKey, check, evaluate};

fn one_vote(criterion: &mut Criterion) -> Result<(), BallotError> {
    let mut chance = ChaCha20Rng::seed_from_u64(1);
    let key = SecretKey::from_seed(&[7; 32])?;
    let binding = Binding {
        survey: [1; 16],
        cell: 4,
    };
    criterion.bench_function("device/blind", |bencher| {
        bencher.iter(|| Blinding::new([9; 32], &mut chance));
    });
    let blinding = Blinding::new([9; 32], &mut chance)?;
    let blinded = blinding.blinded();
    criterion.bench_function("server/evaluate", |bencher| {
        bencher.iter(|| evaluate(&key, &binding, &blinded, &mut chance));
    });
    let evaluation = evaluate(&key, &binding, &blinded, &mut chance)?;
    criterion.bench_function("device/finalize", |bencher| {
        bencher.iter(|| blinding.finalize(&key.public_key(), &binding, &evaluation));
    });
    let token = blinding.finalize(&key.public_key(), &binding, &evaluation)?;
    criterion.bench_function("server/check", |bencher| {
        bencher.iter(|| check(&key, &binding, &token));
    });
    Ok(())
}

fn votes(criterion: &mut Criterion) {
    if let Err(error) = one_vote(criterion) {
        eprintln!("error: {error}");
    }
}

criterion_group!(benches, votes);
criterion_main!(benches);
