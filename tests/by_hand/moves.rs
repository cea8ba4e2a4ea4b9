//! The moves, made by hand.

use crate::SHIPPED;
use crate::hand::hand;

/// What rounding leaves of sums of 38 amounts below £3bn, £m.
const SAME: f64 = 1e-9;

const PREVENT: &str = "#play-rows .row[data-id='prevent'] input[type=range]";
const PURSUE: &str = "#play-rows .row[data-id='pursue'] input[type=range]";

fn sum(amounts: &[f64]) -> f64 {
    amounts.iter().sum()
}

#[test]
fn money_is_dragged_stepped_held_and_taken_back() {
    let Some(mut hand) = hand("money is dragged", &SHIPPED) else { return };
    hand.browser.widen(1280);
    let before = hand.amounts(0);
    // Where the knob is, and to three quarters of the slider.
    let part = hand.browser.value(&format!(
        "(() => {{ const it = document.querySelector(\"{PREVENT}\"); return it.value / it.max; }})()"
    ));
    let mut quick = String::new();
    hand.drag(PREVENT, part.as_f64().unwrap(), 0.75, |hand| {
        hand.until("document.getElementById('play-draws').textContent.includes('of 10,000')");
        quick = hand.text("#play-draws");
    });
    assert!(
        quick.contains("1,000 of 10,000 draws"),
        "fewer draws while it is dragged, and it says so: {quick}"
    );
    hand.rests();
    let after = hand.amounts(0);
    assert!((sum(&before) - sum(&after)).abs() < SAME && before != after, "the money is conserved");
    assert!(hand.text("#play-draws").contains("All 10,000 draws"));
    let spoken = hand.text("#play-spoken");
    assert!(spoken.starts_with("Modelled harm avoided: "), "what is heard: {spoken}");
    // By keys, and back.
    hand.browser.value(&format!("document.querySelector(\"{PREVENT}\").focus()"));
    for _ in 0..3 {
        hand.key("ArrowRight", 39, 0);
    }
    hand.moves_from(&after, 0);
    let stepped = hand.amounts(0);
    assert!(stepped != after && (sum(&stepped) - sum(&after)).abs() < SAME);
    hand.key("z", 90, 2);
    hand.moves_from(&stepped, 0);
    assert_eq!(hand.amounts(0), after, "taken back");
    // A padlock holds.
    hand.click("#play-rows .row[data-id='prevent'] .lock");
    hand.browser.value(&format!("document.querySelector(\"{PREVENT}\").focus()"));
    hand.key("ArrowRight", 39, 0);
    hand.until("document.querySelector(\"#play-rows .row[data-id='prevent'] .row-refused\").innerText.includes('padlock')");
    assert_eq!(hand.amounts(0), after);
    // What is held stays where others move.
    let strand = |amounts: &[f64], ids: &[String], of: &str| -> f64 {
        ids.iter().zip(amounts).filter(|(id, _)| id.starts_with(of)).map(|(_, amount)| amount).sum()
    };
    let ids = hand
        .browser
        .value("[...document.querySelectorAll('#play-rows .row:not(.strand)')].map((row) => row.dataset.id)");
    let mut ids: Vec<String> =
        ids.as_array().unwrap().iter().map(|id| id.as_str().unwrap().to_owned()).collect();
    // The evidence's order is that of the ids.
    ids.sort();
    hand.browser.value(&format!("document.querySelector(\"{PURSUE}\").focus()"));
    hand.key("PageDown", 34, 0);
    hand.moves_from(&after, 0);
    let moved = hand.amounts(0);
    assert!(moved != after);
    assert!((strand(&moved, &ids, "prevent-") - strand(&after, &ids, "prevent-")).abs() < SAME);
    hand.was_silent();
}

#[test]
fn the_engine_moves_it_and_says_how_it_knows() {
    let Some(mut hand) = hand("the engine moves it", &SHIPPED) else { return };
    hand.choose("#play-scenario", "prevent-8");
    hand.until("document.getElementById('play-scenario').value === 'prevent-8' && document.getElementById('play-much').innerText !== ''");
    hand.rests();
    let (start, before) = (hand.amounts(0), hand.figure("mean"));
    hand.click("#play-rows .row[data-id='pursue'] .lock");
    hand.type_into("#play-within", "10");
    hand.click("#play-best-within");
    hand.until("document.getElementById('play-best-said').innerText.includes('Proven')");
    hand.moves_from(&start, 0);
    let said = hand.text("#play-best-said");
    assert!(said.contains("padlock on pursue"), "what the padlock costs: {said}");
    let (best, after) = (hand.amounts(0), hand.figure("mean"));
    assert!(after > before, "{before} to {after}");
    for (here, best) in start.iter().zip(&best) {
        assert!((here - best).abs() <= (0.1 * here).max(1.0) + 1e-6, "{here} to {best}");
    }
    hand.click("#play-next summary");
    hand.until("document.getElementById('play-next-said').innerText.includes('The last £100m')");
    assert!(hand.text("#play-next-said").contains("The next £100m"));
    hand.was_silent();
}

#[test]
fn a_ring_fence_that_clashes_names_the_rules_and_the_mend() {
    let Some(mut hand) = hand("a ring-fence that clashes", &SHIPPED) else { return };
    hand.click("#play-fences summary");
    let options =
        hand.browser.value("[...document.getElementById('play-fence-what').options].map((one) => one.value)");
    let strand = options
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one.as_str().unwrap())
        .find(|one| one.contains("prevent"));
    let strand = strand.unwrap().to_owned();
    hand.choose("#play-fence-what", &strand);
    hand.type_into("#play-fence-money", "2500");
    hand.click("#play-fence-add");
    hand.until("document.querySelectorAll('#play-fence-list li').length === 1");
    hand.until("document.getElementById('play').innerText.includes('The least that mends it')");
    hand.rests();
    assert_eq!(hand.candidate()["fences"][0]["min"].as_f64(), Some(2500.0));
    hand.was_silent();
}

#[test]
fn a_link_comes_back_to_where_it_was() {
    let Some(mut hand) = hand("a link comes back", &SHIPPED) else { return };
    hand.type_into("#play-name", "Prévention & plus <b>");
    hand.type_into("#play-rows .row[data-id='prevent'] input[type=text]", "301.25");
    hand.rests();
    hand.click("#play-rows .row[data-id='prepare'] .lock");
    hand.click("#play-keep");
    hand.rests();
    let (state, mean) = (hand.state(), hand.figure("mean"));
    let address = hand.browser.value("location.href").as_str().unwrap().to_owned();
    hand.go(&address);
    assert_eq!(hand.state(), state);
    assert_eq!(hand.figure("mean").to_bits(), mean.to_bits());
    assert_eq!(hand.browser.value("document.querySelector(\"#play-rows .row[data-id='prepare'] .lock\").getAttribute('aria-pressed')"), "true");
    assert_eq!(hand.browser.value("document.getElementById('play-name').value"), "Prévention & plus <b>");
    // What nobody can have written says so and begins with a scenario.
    for wrong in ["#play=", "#play=AAAA", "#play=eyJjYW5kaWRhdGUiOnsic2NlbmFyaW8iOiJub2JvZHkifX0"] {
        let address = format!("{}{wrong}", hand.address);
        hand.go(&address);
    }
}

#[test]
fn a_plan_is_played_year_by_year() {
    let Some(mut hand) = hand("a plan is played", &SHIPPED) else { return };
    hand.choose("#play-scenario", "best-plan");
    hand.until("!document.getElementById('play-years').hidden");
    hand.rests();
    let years: Vec<Vec<f64>> = (0..5).map(|year| hand.amounts(year)).collect();
    hand.click("#play-years label:nth-of-type(3)");
    hand.type_into("#play-rows .row[data-id='prevent'] input[type=text]", "222.5");
    hand.moves_from(&years[2], 2);
    for (year, before) in years.iter().enumerate() {
        let after = hand.amounts(year);
        assert_eq!(after != *before, year == 2, "only the third year moves: {year}");
        assert!((sum(&after) - sum(before)).abs() < SAME);
    }
    assert!(hand.browser.value("document.getElementById('play-over-years').hidden") == false);
    hand.was_silent();
}
