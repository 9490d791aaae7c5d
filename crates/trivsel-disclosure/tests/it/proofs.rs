//! Proofs stand on their own: whoever checks one trusts nobody, and a wrong one does not pass.

use trivsel_disclosure::*;

use crate::site::*;

fn hidden_pair() -> (Table, Rules) {
    let groups = vec![
        must_show(group("all", "units", 0..3)),
        group("a", "units", [0]),
        group("b", "units", [1]),
        group("c", "units", [2]),
    ];
    let answers = [vec![1, 2, 3], vec![2; 8], vec![3; 20]];
    let layers = vec![layer("mood", 0, 4, &answers)];
    (
        table(atoms(&[(3, 5), (8, 12), (20, 30)]), groups, layers),
        Rules::at(5).unwrap(),
    )
}

#[test]
fn each_open_set_has_a_witness_that_passes_by_itself() {
    let (table, rules) = hidden_pair();
    let protection = protect(&table, &rules).unwrap();
    let open = protection.audit.open();
    assert_eq!(open.len(), 2);
    for one in open {
        let found = verify_witness(&table, protection.release.pattern(), &rules, &one.witness);
        assert_eq!(found, Ok((one.low, one.high)));
        assert_eq!(one.of.groups, [1]);
    }
}

#[test]
fn a_witness_that_was_changed_does_not_pass() {
    let (table, rules) = hidden_pair();
    let protection = protect(&table, &rules).unwrap();
    let pattern = protection.release.pattern();
    let witness = &protection.audit.open()[0].witness;
    let changed = |change: &dyn Fn(&mut Witness)| {
        let mut other = witness.clone();
        change(&mut other);
        verify_witness(&table, pattern, &rules, &other).unwrap_err()
    };
    assert!(matches!(
        changed(&|one| one.high[0].by += 1),
        Flaw::Seen { .. } | Flaw::Impossible { .. }
    ));
    let nothing = |one: &mut Witness| {
        one.low.clear();
        one.high.clear();
    };
    assert_eq!(changed(&nothing), Flaw::NoDifference);
    assert!(matches!(changed(&|one| one.high[0].atom = 9), Flaw::OutOfRange));
    assert!(matches!(
        changed(&|one| one.quantity = Quantity::Sum("other".to_owned())),
        Flaw::NoSuchQuantity(_)
    ));
    let far = |one: &mut Witness| one.low.iter_mut().for_each(|step| step.by *= 100);
    assert!(matches!(changed(&far), Flaw::Impossible { .. }));
    // It proves nothing of a pattern that shows more.
    assert!(verify_witness(&table, &everything(&table), &rules, witness).is_err());
}

#[test]
fn multiples_that_do_not_add_up_do_not_pass() {
    let (table, rules) = hidden_pair();
    let pattern = by_size_alone(&table, 5);
    let audit = audit(&table, &pattern, &rules);
    let Some(Finding::Derivable { follows, respondents }) = audit
        .findings()
        .iter()
        .find(|one| matches!(one, Finding::Derivable { .. }))
    else {
        panic!("{:?}", audit.findings());
    };
    assert_eq!((*respondents, follows.atoms.as_slice()), (3, &[0][..]));
    assert_eq!(verify_multipliers(&table, &pattern, follows), Ok(()));
    let mut wrong = follows.clone();
    wrong.multiples.pop();
    assert_eq!(verify_multipliers(&table, &pattern, &wrong), Err(Flaw::NotTheSum));
    let hidden = Pattern::new(vec![true, false, false, true]);
    assert_eq!(verify_multipliers(&table, &hidden, follows), Err(Flaw::OutOfRange));
    let text = serde_json::to_string(follows).unwrap();
    assert_eq!(serde_json::from_str::<Multipliers>(&text).unwrap(), *follows);
}

#[test]
fn the_range_a_linear_program_finds_holds_what_the_witness_shows() {
    let (table, rules) = hidden_pair();
    let protection = protect(&table, &rules).unwrap();
    let found = ranges(&table, protection.release.pattern(), &rules);
    for open in protection.audit.open() {
        let (_, _, range) = found
            .iter()
            .find(|(of, quantity, _)| *of == open.of && *quantity == open.witness.quantity)
            .unwrap();
        assert!(range.low <= open.low && open.high <= range.high);
    }
    // Of five invited, from none to all may have answered.
    let (_, _, range) = found
        .iter()
        .find(|(_, quantity, _)| *quantity == Quantity::Respondents)
        .unwrap();
    assert_eq!(*range, Range { low: 0, high: 5 });
}

#[test]
fn a_crossing_too_fine_is_refused_with_coarser_designs_and_their_cost() {
    // Two areas of four teams, two job groups: three people in most team x job cells.
    let mut sizes = Vec::new();
    let mut places = Vec::new();
    for team in 0..8_usize {
        for job in 0..2_usize {
            sizes.push(if job == 0 { (9, 12) } else { (3, 6) });
            places.push((team, job));
        }
    }
    let of = |is_in: &dyn Fn(usize, usize) -> bool| -> Vec<usize> {
        (0..places.len())
            .filter(|at| is_in(places[*at].0, places[*at].1))
            .collect()
    };
    let mut groups = vec![must_show(group("all", "units", of(&|_, _| true)))];
    for area in 0..2 {
        groups.push(group(&format!("area {area}"), "units", of(&|team, _| team / 4 == area)));
    }
    for own in 0..8 {
        groups.push(group(&format!("team {own}"), "units", of(&|team, _| team == own)));
    }
    for own in 0..2 {
        groups.push(group(&format!("job {own}"), "jobs", of(&|_, job| job == own)));
        for area in 0..2 {
            groups.push(group(
                &format!("area {area} job {own}"),
                "crossing",
                of(&|team, job| team / 4 == area && job == own),
            ));
        }
    }
    for (at, (team, job)) in places.iter().enumerate() {
        groups.push(group(&format!("team {team} job {job}"), "crossing", [at]));
    }
    let table = table(atoms(&sizes), groups, vec![]);
    let fine = Rules {
        finest: 30,
        ..Rules::at(5).unwrap()
    };
    let Err(Refusal::TooFine {
        family,
        small,
        groups,
        designs,
    }) = protect(&table, &fine)
    else {
        panic!("it is not refused");
    };
    assert_eq!((family.as_str(), small, groups), ("crossing", 8, 20));
    assert_eq!(designs[0].dropped.len(), 16);
    assert_eq!(designs[1].dropped.len(), 20);
    assert_eq!((designs[0].shown, designs[0].hidden), (17, 0));
    assert!(designs[0].cost < designs[1].cost);
    let coarser = table.clone().without(&designs[0].dropped.iter().copied().collect());
    assert_eq!(protect(&coarser, &fine).unwrap().release.pattern().hidden().count(), 0);
}

#[test]
fn what_must_be_shown_and_is_too_small_is_refused() {
    let small = table(atoms(&[(3, 9)]), vec![must_show(group("all", "units", [0]))], vec![]);
    assert_eq!(
        protect(&small, &Rules::at(5).unwrap()).unwrap_err(),
        Refusal::SmallMustShow(0)
    );
}
