//! Today's money stands in the evidence; whatever says “today” spends exactly that, and what only nearly does is told.
#![allow(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]
#![allow(clippy::float_cmp, reason = "to the last bit is what is asked")]

mod support;

use apportion::id::Id;
use apportion::input::Demands;
use apportion::input::Finding;
use apportion::input::Loader;
use apportion::model::Allocation;
use apportion::model::Evidence;
use apportion::model::Portion;
use apportion::model::Scenario;
use apportion::model::ScenarioSpec;
use apportion::model::Within;
use apportion::model::contradictions;
use apportion::model::only_allocation;
use apportion::optimise::Region;
use apportion::optimise::default_solver;
use apportion::units::Money;
use std::fs;
use std::path::Path;
use std::sync::Arc;
use support::evidence;
use support::id;
use support::instances::Dice;
use support::instances::STRANDS;
use support::instances::instance;
use support::money;
use support::programme;
use support::scenario_spec;
use support::share;

/// Reads `x.toml` with this text beside the sound evidence and the sound scenario (and `b.toml`, if it has a text).
fn read(base: &str, text: &str) -> (Option<Scenario>, Vec<String>) {
    named("x.toml", base, text)
}

fn named(name: &str, base: &str, text: &str) -> (Option<Scenario>, Vec<String>) {
    let folder = tempfile::tempdir().unwrap();
    let invalid = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/invalid");
    for sound in ["sound-evidence.toml", "sound-scenario.toml"] {
        fs::copy(invalid.join(sound), folder.path().join(sound)).unwrap();
    }
    fs::write(folder.path().join("b.toml"), base).unwrap();
    fs::write(folder.path().join(name), text).unwrap();
    let mut loader =
        Loader::new(Demands { today: "2020-01-01".parse().unwrap(), of_scenario: contradictions });
    let scenario = loader.scenario(&folder.path().join(name));
    let line = |finding: &Finding| {
        let line = finding.to_string();
        line.rsplit_once(".toml:").map_or(line.clone(), |(_, rest)| rest.to_owned())
    };
    (scenario, loader.findings().iter().map(line).collect())
}

fn sound(base: &str, text: &str) -> Scenario {
    let (scenario, said) = read(base, text);
    assert_eq!(said, Vec::<String>::new(), "{text}");
    scenario.unwrap()
}

fn portions(scenario: &Scenario) -> [Portion; 3] {
    ["pursue", "prevent", "protect"].map(|strand| scenario.portion(&Id::new(strand).unwrap()))
}

const HEAD: &str =
    "[scenario]\nname = 'X'\nevidence = 'sound-evidence.toml'\n[allocate]\nwithin = 'pro-rata'\n";
const ON_BASE: &str = "[scenario]\nname = 'X'\nbase = 'b.toml'\n";

#[test]
fn todays_money_is_the_evidences_own_to_the_last_bit_in_every_way_of_saying_it() {
    for text in [
        HEAD.to_owned(),
        format!("split = 'today'\n{HEAD}"),
        format!("split = 'today'\n{HEAD}[budget]\ntotal = 'today'\n"),
        format!("split = 'today'\n{HEAD}[budget]\nback_office = 0.1\n"),
        format!(
            "{HEAD}[budget]\ntotal = '£700m'\n[split]\npursue = 'today'\nprevent = 'today'\nprotect = 'today'\n"
        ),
        format!(
            "{HEAD}[budget]\ntotal = 'today'\n[split]\npursue = '£600m'\nprevent = '£100m'\nprotect = 0\n"
        ),
        format!(
            "split = {{ pursue = 0.8571428571428571, prevent = 0.1428571428571429, protect = 0 }}\n{HEAD}[budget]\ntotal = 700\n"
        ),
    ] {
        let scenario = sound("", &text);
        let today = Allocation::reference(scenario.evidence());
        assert_eq!(only_allocation(&scenario).unwrap().millions(), today.millions(), "{text}");
        assert_eq!(
            scenario.budget().to_allocate().millions(),
            700.0_f64.max(scenario.budget().to_allocate().millions())
        );
    }
}

/// Amounts of which no double is exact, so that a share of their sum is off by a bit more often than not.
fn thirds() -> Arc<Evidence> {
    let programmes = (0..7_u8).map(|p| {
        let strand = ["a", "b", "c"][usize::from(p % 3)];
        programme(&format!("p{p}"), strand, 100.0 / f64::from(p + 3) + 0.1, Vec::new())
    });
    let costed = support::threat("t", support::certain(100.0));
    evidence(&["a", "b", "c"], vec![costed], programmes.collect())
}

#[test]
fn rounding_noise_is_not_a_difference() {
    let evidence = thirds();
    let today = Allocation::reference(&evidence);
    for back_office in [0.0, 0.1, 1.0 / 3.0] {
        for split in [Portion::Today, Portion::Free] {
            let mut spec = scenario_spec(1.0);
            spec.within = Within::ProRata;
            spec.budget.back_office = money(back_office);
            spec.total_is_todays = true;
            spec.others = split;
            if split == Portion::Free {
                for strand in evidence.strands() {
                    let part = today.total_of(&evidence.programmes_of(strand)).per(today.total()).unwrap();
                    spec.split.insert(strand.clone(), Portion::Exactly(share(part)));
                }
            }
            let scenario = support::scenario(spec, &evidence);
            assert_eq!(
                only_allocation(&scenario).unwrap().millions(),
                today.millions(),
                "{split:?} {back_office}"
            );
        }
    }
}

#[test]
fn today_is_todays_share_where_there_is_more_or_less_money() {
    let scenario = sound("", &format!("split = 'today'\n{HEAD}[budget]\ntotal = 1400\n"));
    let amounts = only_allocation(&scenario).unwrap();
    for (amount, today) in
        amounts.millions().iter().zip(Allocation::reference(scenario.evidence()).millions())
    {
        // Two roundings of numbers below 2,048.
        assert!((amount - 2.0 * today).abs() < 1e-12);
    }
}

#[test]
fn a_total_without_a_split_leaves_every_strand_free() {
    let text = "[scenario]\nname = 'X'\nevidence = 'sound-evidence.toml'\n[budget]\ntotal = 'today'\n";
    assert_eq!(portions(&sound("", text)), [Portion::Free; 3]);
    let base = format!("{HEAD}[budget]\ntotal = 800\n");
    assert_eq!(portions(&sound(&base, ON_BASE)), [Portion::Free; 3]);
}

#[test]
fn a_split_in_a_word_is_overridden_strand_by_strand_and_overrides_a_table_whole() {
    let base = format!("split = 'today'\n{HEAD}");
    let half = sound(&base, &format!("{ON_BASE}[split]\npursue = 'free'\n"));
    assert_eq!(portions(&half), [Portion::Free, Portion::Today, Portion::Today]);
    let base =
        format!("{HEAD}[budget]\ntotal = 'today'\n[split]\npursue = 0.5\nprevent = 0.5\nprotect = 0\n");
    assert_eq!(portions(&sound(&base, &format!("split = 'today'\n{ON_BASE}"))), [Portion::Today; 3]);
    let (_, said) = read(&format!("split = 'today'\n{HEAD}"), &format!("{ON_BASE}[split]\nprevent = 0.2\n"));
    assert!(said[0].contains("split: shares add up to 105.7142857%, £40.0m more than there is"), "{said:?}");
}

#[test]
fn shares_without_a_total_are_shares_of_nothing() {
    let (_, said) = read("", &format!("{HEAD}[split]\npursue = 0.5\n"));
    assert_eq!(
        said,
        [
            "1:1: error: budget: `budget` is missing; allowed: money such as `\"£2.9bn\"`, or `\"today\"` for what is spent today"
        ]
    );
    let (_, said) = read("", &format!("{HEAD}[budget]\nsplit = 'today'\n"));
    assert!(said[0].contains("`split = \"today\"` stands above the first `[…]`"), "{said:?}");
}

#[test]
fn the_id_of_the_built_in_row_is_nobody_elses() {
    let (scenario, said) = named("today.toml", "", HEAD);
    assert!(scenario.is_none());
    assert!(said[0].ends_with("belongs to the built-in row of what is spent today; allowed: another name for the file, such as `hold.toml`"), "{said:?}");
}

#[test]
fn what_is_todays_but_for_rounding_is_told_and_what_is_meant_otherwise_is_not() {
    let split = |pursue: &str, prevent: &str, total: &str| {
        let text = format!(
            "{HEAD}[budget]\ntotal = {total}\n[split]\npursue = {pursue}\nprevent = {prevent}\nprotect = 0\n"
        );
        read("", &text).1
    };
    let said = split("0.86", "0.14", "700");
    assert_eq!(
        said,
        [
            "8:1: warning: split: as rounded as this is written, it is today's split, but it does not spend today's amounts, \
          £700m in all: `pursue` £2.0m more and `prevent` £2.0m less; allowed: `total = \"today\"` under `[budget]` and \
          `split = \"today\"` at the top, which are the evidence's amounts"
        ]
    );
    assert_eq!(split("0.8571428571428571", "0.1428571428571429", "700"), Vec::<String>::new());
    assert_eq!(split("0.81", "0.19", "700"), Vec::<String>::new(), "plainly another split");
    assert_eq!(
        split("0.8571428571428571", "0.1428571428571429", "701"),
        Vec::<String>::new(),
        "another total"
    );
    let named = HEAD.replace("'X'", "'As it is today'");
    let text = format!("{named}[budget]\ntotal = 701\n[split]\npursue = 0.8\nprevent = 0.2\nprotect = 0\n");
    let said = read("", &text).1;
    assert!(
        said[0].contains("scenario.name: this calls itself today's")
            && said[0].contains("`pursue` £39m less and `prevent` £40m more"),
        "{said:?}"
    );
    let best = text.replace("pro-rata", "best");
    assert_eq!(read("", &best).1, Vec::<String>::new(), "what a solver finds is not known yet");
}

/// Two lines of a file that say the contrary, each of which could be kept alone.
#[test]
fn limits_that_contradict_each_other_or_the_split_are_told() {
    let free = format!("{HEAD}[budget]\ntotal = 700\n").replace("pro-rata", "best");
    let limit = |name: &str, of: &str, bound: &str| format!("[[limit]]\nname = '{name}'\n{of}\n{bound}\n");
    let said = |limits: &[String]| read("", &(free.clone() + &limits.concat())).1;
    let (strand, all) = ("strand = 'prevent'", "programmes = ['*']");
    let apart = said(&[limit("C", strand, "min = 60"), limit("D", strand, "max = 40")]);
    assert!(
        apart[0]
            .contains("limit[C].min: at least £60m is asked for, but `D` allows its programmes at most £40m"),
        "{apart:?}"
    );
    assert_eq!(apart.len(), 1, "{apart:?}");
    let inside =
        said(&[limit("C", strand, "min = 60"), limit("D", "programmes = ['pre*', 'pro*']", "max = 40")]);
    assert!(
        inside[0].contains("`D` allows its programmes at most £40m"),
        "part of what D limits: {inside:?}"
    );
    // Together they may get more than either, and what a larger group must get says nothing of a smaller one.
    for sound in [
        [limit("C", strand, "min = 60"), limit("D", strand, "max = 60")],
        [limit("C", all, "min = 600"), limit("D", strand, "max = 40")],
    ] {
        assert_eq!(said(&sound), Vec::<String>::new());
    }
    let sums = read(
        "",
        &format!("{HEAD}[budget]\ntotal = 700\n[split]\npursue = '£500m'\nprevent = {{ min = '£150m' }}\n")
            .replace("pro-rata", "best")
            .replace("[split]", &(limit("E", "strand = 'protect'", "min = 100") + "[split]")),
    )
    .1;
    assert!(
        sums[0].contains("shares, amounts and minimums add up to £750m, £50m more than there is"),
        "{sums:?}"
    );
}

#[test]
fn amounts_that_contradict_a_split_are_told_with_what_mends_them() {
    let (_, said) = read(
        &format!("{HEAD}[budget]\ntotal = 700\n[split]\npursue = 0.5\nprevent = 0.5\nprotect = 0\n")
            .replace("pro-rata", "best"),
        &format!("{ON_BASE}[allocate]\namounts = {{ pursue-drugs = 600 }}\n"),
    );
    assert_eq!(
        said,
        [
            "5:11: error: allocate.amounts: the amounts of `pursue` add up to £600m, but its share is £350m; allowed: another \
          share, or `pursue = \"free\"` under `[split]`"
        ]
    );
    let (_, said) = read(
        "",
        &format!("{HEAD}[budget]\ntotal = 700\n[split]\npursue = 0.1\nprevent = '£560m'\nprotect = '£70m'\n"),
    );
    assert!(
        said[0].contains("in today's proportions `prevent-drugs` gets £560m, above its `max` of £500m"),
        "{said:?}"
    );
}

#[test]
fn what_a_check_calls_impossible_no_solver_finds_and_where_nothing_is_left_to_choose_it_misses_nothing() {
    let (mut contradicted, mut only, mut possible) = (0, 0, 0);
    for seed in 0..400 {
        let case = instance(seed);
        let Ok(evidence) = Evidence::new(case.evidence) else { continue };
        let evidence = Arc::new(evidence);
        let Ok(scenario) = Scenario::new(disturbed(case.scenario, &evidence, seed), Arc::clone(&evidence))
        else {
            continue;
        };
        let region = Region::of(&scenario);
        let said = contradictions(&scenario);
        if let Some(allocation) = region.only() {
            only += 1;
            assert_eq!(said.is_empty(), region.violations(allocation).is_empty(), "seed {seed}: {said:#?}");
        } else if !said.is_empty() {
            let nearest = region.nearest_to(&Allocation::reference(&evidence), default_solver()).unwrap();
            assert!(nearest.is_none(), "seed {seed}: {said:#?}");
        }
        contradicted += usize::from(!said.is_empty());
        possible += usize::from(said.is_empty());
    }
    assert!(contradicted > 40 && only > 40 && possible > 40, "{contradicted} {only} {possible}");
}

/// A scenario that the dice have spoilt: amounts, shares and proportions that may contradict each other.
fn disturbed(mut spec: ScenarioSpec, evidence: &Evidence, seed: u64) -> ScenarioSpec {
    let dice = &mut Dice::new(seed ^ 0x5eed);
    let whole = spec.budget.total.millions();
    if dice.once_in(2) {
        spec.within = Within::ProRata;
        for strand in STRANDS {
            let today: f64 = evidence
                .programmes_of(&id(strand))
                .iter()
                .map(|&p| evidence.programmes()[p].reference.millions())
                .sum();
            let part = today / evidence.reference_total().millions();
            spec.split.insert(id(strand), Portion::Exactly(share(part)));
        }
        let (from, to) = (id(STRANDS[dice.below(3)]), id(STRANDS[dice.below(3)]));
        if let (Some(Portion::Exactly(less)), true) = (spec.split.get(&from).copied(), from != to) {
            let moved = less.get() * dice.between(0.1, 0.9);
            let Some(Portion::Exactly(more)) = spec.split.get(&to).copied() else { return spec };
            spec.split.insert(from, Portion::Exactly(share(less.get() - moved)));
            spec.split.insert(to, Portion::Exactly(share(more.get() + moved)));
        }
    }
    if dice.once_in(2) {
        let strand = id(STRANDS[dice.below(3)]);
        for programme in evidence.programmes().iter().filter(|programme| programme.strand == strand) {
            let amount = programme.reference.millions() * dice.between(0.6, 1.6);
            let max = programme.max.map_or(f64::INFINITY, Money::millions);
            spec.amounts.insert(programme.id.clone(), money(amount.clamp(programme.min.millions(), max)));
        }
        if dice.once_in(2) {
            spec.split.insert(strand, Portion::Amount(money(whole * dice.between(0.1, 0.5))));
        }
    }
    spec
}
