//! What a mend says is done, figure by figure, and is enough.

use crate::clash::found;
use crate::least_change::rolled;
use crate::mended::mended;
use crate::relaxed::Question;
use crate::support::certain;
use crate::support::effect;
use crate::support::evidence_spec;
use crate::support::id;
use crate::support::instances::Dice;
use crate::support::money;
use crate::support::programme;
use crate::support::scenario_spec;
use crate::support::threat;
use apportion::curve::Family;
use apportion::id::Pattern;
use apportion::model::LimitSpec;
use apportion::model::Portion;
use apportion::model::Programme;
use apportion::model::RatioSpec;
use apportion::model::Scenario;
use apportion::model::Strength;
use apportion::optimise::Clash;
use apportion::optimise::Mend;
use apportion::optimise::Region;
use apportion::optimise::Rule;
use apportion::study::say_mend;

/// What stands behind a word, as a number.
fn after(text: &str, word: &str) -> Option<f64> {
    let rest = text.rsplit_once(word)?.1;
    let figure: String = rest.chars().take_while(|c| c.is_ascii_digit() || ".,".contains(*c)).collect();
    figure.trim_end_matches(',').replace(',', "").parse().ok()
}

/// The question with everything done that the words say.
fn done(question: &Question, scenario: &Scenario, clash: &Clash) -> Question {
    let said = |mend: &Mend| {
        let text = say_mend(mend, scenario);
        let figures = match mend.rule {
            Rule::Ratio { .. } => Mend { ratio: after(&text, " to ").or(mend.ratio), ..mend.clone() },
            Rule::AtMostOpen { .. } => Mend { change: after(&text, "let ").unwrap(), ..mend.clone() },
            _ => Mend { change: after(&text, " by £").unwrap(), ..mend.clone() },
        };
        (text, figures)
    };
    let (texts, mends): (Vec<String>, Vec<Mend>) = clash.mend.iter().map(said).unzip();
    let kept: Vec<Mend> = mends
        .iter()
        .zip(&texts)
        .filter(|(_, text)| !text.starts_with("leave out"))
        .map(|(m, _)| m.clone())
        .collect();
    let (evidence, mut spec) = mended(question, scenario, &kept, 1.0);
    for (mend, text) in mends.iter().zip(&texts) {
        let Rule::Ratio { limit, .. } = mend.rule else { continue };
        if text.starts_with("leave out") {
            spec.limits[limit].programmes = vec![Pattern::new("*").unwrap()];
            (spec.limits[limit].ratio, spec.limits[limit].min) = (None, Some(money(0.0)));
        } else if let Some(low) = after(text, "anything from ") {
            let high = after(text.split_once(", and").unwrap().0, " to ");
            let ratio = spec.limits[limit].ratio.as_mut().unwrap();
            (ratio.min, ratio.max) = (Some(low), high);
        }
    }
    (evidence, spec)
}

/// Whether an amount is said to less than a pound.
fn is_to_the_last_digit(text: &str) -> bool {
    let decimals = text.rsplit_once(" by £").and_then(|(_, amount)| amount.split_once('.'));
    decimals.is_some_and(|(_, decimals)| decimals.trim_end_matches('m').len() > 6)
}

/// Checks that doing as it says is enough, and not much more than the least.
fn check(question: &Question, what: &str) -> Option<Vec<String>> {
    let (scenario, clash) = found(&question.0, &question.1);
    let clash = clash?;
    let texts: Vec<String> = clash.mend.iter().map(|mend| say_mend(mend, &scenario)).collect();
    assert!(!texts.is_empty(), "{what}: {clash:?}");
    let now = done(question, &scenario, &clash);
    let (still, left) = found(&now.0, &now.1);
    // Exact amounts, shares and ratios may leave no room at all: then it is the last digits of what has to be typed, and
    // all that is left to change is below a tenth of a penny for each.
    if texts.iter().any(|text| is_to_the_last_digit(text)) {
        let still = left.iter().flat_map(|clash| &clash.mend).map(|mend| mend.change).sum::<f64>();
        assert!(still < 1e-8, "{what}: {texts:?} leaves {left:?}");
        return Some(texts);
    }
    assert!(left.is_none(), "{what}: {texts:?} leaves {left:?}");
    // And there is an allocation that keeps every rule as it is now.
    let region = Region::of(&still);
    let today = apportion::model::Allocation::reference(still.evidence());
    assert!(
        region.nearest_to(&today, apportion::optimise::default_solver()).unwrap().is_some(),
        "{what}: {texts:?}"
    );
    for (mend, text) in clash.mend.iter().zip(&texts) {
        if let Some(by) = after(text, " by £") {
            // A tenth more where £1,000 is that much, £2 where it is about pounds.
            assert!(by <= 1.1 * mend.change + 2.1e-6, "{what}: {text}, though {} is enough", mend.change);
        }
    }
    Some(texts)
}

#[test]
fn doing_as_a_mend_says_is_enough() {
    let (mut clashes, mut closest, mut ratios) = (0, 0, Vec::new());
    for seed in 0.. {
        let Some(texts) = check(&rolled(seed), &format!("seed {seed}")) else { continue };
        closest += usize::from(texts.iter().any(|text| is_to_the_last_digit(text)));
        ratios.extend(texts.into_iter().filter(|text| text.contains("ratio")));
        clashes += 1;
        if clashes == 400 {
            break;
        }
    }
    assert!(ratios.len() >= 20, "{ratios:?}");
    // A bound that goes down to nought is said to its own last digit, and these bounds are random.
    assert!(closest <= 100, "{closest} of 400 to the last digit");
}

/// Two programmes and what may clash by very little.
fn two() -> Question {
    let own = || vec![effect("t", Family::Exponential, Strength::Own(certain(0.2)), Some(certain(50.0)))];
    let lines = vec![programme("a", "first", 50.0, own()), programme("b", "second", 150.0, own())];
    let evidence = evidence_spec(&["first", "second"], vec![threat("t", certain(1000.0))], lines);
    (evidence, scenario_spec(200.0))
}

fn of_a(bound: impl FnOnce(&mut LimitSpec)) -> LimitSpec {
    let mut limit = LimitSpec {
        name: "asked".to_owned(),
        programmes: vec![Pattern::new("a").unwrap()],
        ..LimitSpec::default()
    };
    bound(&mut limit);
    limit
}

#[test]
fn what_is_missed_by_less_than_a_pound_is_mended_by_a_pound() {
    for miss in [1e-10, 1e-8, 1e-7, 1e-6, 3.3e-5, 1e-3, 0.2] {
        // £10m is asked for, and a little less is the most.
        let (mut evidence, mut spec) = two();
        evidence.programmes[0].max = Some(money(10.0 - miss));
        spec.limits.push(of_a(|limit| limit.min = Some(money(10.0))));
        let texts = check(&(evidence, spec), &format!("{miss} of a floor"));
        assert!(texts.is_some_and(|texts| texts.len() == 1), "{miss}: it is seen");
        // £10m is needed to begin and asked for, and a little less is allowed.
        let (mut evidence, mut spec) = two();
        evidence.programmes[0] = Programme { set_up: money(10.0), ..evidence.programmes[0].clone() };
        spec.split.insert(id("first"), Portion::Amounts { min: money(5.0), max: Some(money(10.0 - miss)) });
        let texts = check(&(evidence, spec), &format!("{miss} of a set-up cost")).unwrap();
        assert_eq!(texts.len(), 1, "{miss}: {texts:?}");
        let by = after(&texts[0], " by £").unwrap();
        assert!(by <= 1.1 * miss + 2.1e-6, "{miss}: {texts:?}");
    }
}

#[test]
fn a_ratio_is_mended_by_another_ratio() {
    let mut kinds = [0; 3];
    for seed in 0..300 {
        let dice = &mut Dice::new(seed ^ 0x4A71);
        let (mut evidence, mut spec) = two();
        let (a, b) = (dice.between(20.0, 90.0), dice.between(20.0, 90.0));
        match dice.below(3) {
            0 => {
                spec.amounts.insert(id("a"), money(a));
                spec.amounts.insert(id("b"), money(b));
            }
            1 => {
                evidence.programmes[0].min = money(a);
                evidence.programmes[1].max = Some(money(b));
            }
            _ => {
                evidence.programmes[1].min = money(a);
                evidence.programmes[0].max = Some(money(b));
            }
        }
        // What the first gets is said twice, so that another ratio is the lesser change.
        let (pins, floors) = (!spec.amounts.is_empty(), evidence.programmes[0].min.millions() > 0.0);
        let least = (pins || floors).then(|| money(a));
        let most = if pins { Some(money(a)) } else { evidence.programmes[0].max };
        spec.limits.push(of_a(|limit| (limit.min, limit.max) = (least, most)));
        let multiple = Some(dice.between(0.2, 1.5));
        let (min, max) = *dice.one_of(&[(multiple, multiple), (multiple, None), (None, multiple)]);
        let [of, to] = ["a", "b"].map(|text| Pattern::new(text).unwrap());
        let ratio = Some(RatioSpec { of, to, min, max });
        spec.limits.push(LimitSpec { name: "tied".to_owned(), ratio, ..LimitSpec::default() });
        let Some(texts) = check(&(evidence, spec), &format!("seed {seed}")) else { continue };
        for text in texts.iter().filter(|text| text.contains("“tied”")) {
            let kind = ["lower the", "raise the", "let the"].iter().position(|start| text.starts_with(start));
            kinds[kind.unwrap_or_else(|| panic!("{text}"))] += 1;
        }
    }
    assert!(kinds[0] >= 10 && kinds[1] >= 10, "{kinds:?}");
}
