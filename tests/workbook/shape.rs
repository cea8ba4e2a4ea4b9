//! What a finance team expects of a workbook besides its figures.

use crate::ASKED;
use crate::BOOK;
use crate::book::Book;
use crate::book::TABLES;

fn sheet_xml(name: &str) -> String {
    let position = BOOK.sheets.iter().position(|sheet| sheet == name).unwrap();
    BOOK.part(&format!("xl/worksheets/sheet{}.xml", position + 1))
}

#[test]
fn every_sheet_is_there_the_summary_first() {
    let behind = ["Allocation", "What moves it", "Threats", "Limits", "Assumptions"];
    let logs = ["Decisions", "Data", "Assurance", "Manifest", "Chart data"];
    assert_eq!(
        BOOK.sheets,
        [&["Summary", "Notes", "Charts", "Comparison", "Money"], &behind[..], &logs].concat()
    );
    let book = BOOK.part("xl/workbook.xml");
    assert_eq!(book.matches("state=\"veryHidden\"").count(), 1, "what only charts need is out of sight");
    assert!(sheet_xml("Summary").contains("tabSelected=\"1\""), "it is what opens");
}

#[test]
fn headings_and_names_stay_in_sight_and_on_paper() {
    for name in TABLES {
        let xml = sheet_xml(name);
        let pane = "<pane xSplit=\"1\" ySplit=\"4\" topLeftCell=\"B5\" activePane=\"bottomRight\" state=\"frozen\"/>";
        assert!(xml.contains(pane), "{name}");
        assert!(xml.contains("<autoFilter ref=\"A4:"), "{name}");
        assert!(xml.contains("orientation=\"landscape\""), "{name}");
        let book = BOOK.part("xl/workbook.xml");
        assert!(book.contains(&format!("{name}!$A:$A,{name}!$4:$4")), "{name}: titles on every page");
    }
}

#[test]
fn the_summary_is_one_page_with_the_answer_in_three_statements_a_chapter() {
    let xml = sheet_xml("Summary");
    let top = BOOK.top("Summary");
    let said: Vec<String> = (0..top).map(|row| BOOK.cell("Summary", row, 0).to_string()).collect();
    let chapters = said.iter().filter(|said| said.starts_with("Chapter ")).count();
    let sentences = said.iter().filter(|said| !said.is_empty()).count();
    assert_eq!(
        (chapters, sentences),
        (2, 3 + 2 * 4),
        "title, two warnings; a heading and three statements: {said:#?}"
    );
    assert!(said.iter().any(|said| said.contains("avoids most of 3 scenarios")), "{said:#?}");
    assert_eq!(xml.matches("<mergeCell ").count(), 2 + 2 * 3 + 1, "and a heading over some columns");
    assert!(xml.contains("fitToPage=\"1\"") && !xml.contains("fitToHeight"), "one page wide, one high");
    let headings = BOOK.headings("Summary");
    let hidden = xml.matches("hidden=\"1\"").count();
    assert_eq!(headings[headings.len() - 2..], ["Scenario id", "Scenario number"]);
    assert!(hidden >= 1 && headings.len() - 2 <= 10, "{headings:?}");
    let area = format!("Summary!$A$1:$I${}", BOOK.end("Summary").0 + 1);
    assert!(BOOK.part("xl/workbook.xml").contains(&area), "what formulas need is not printed");
    for name in TABLES {
        assert!(BOOK.headings(name).len() <= 22, "{name}");
    }
}

/// What rounds to nought from below is shown without a minus: a format under a condition, wherever there are figures.
#[test]
fn figures_that_round_to_nought_have_no_minus() {
    for name in ["Summary", "Comparison", "Money", "Allocation", "Threats", "Limits"] {
        let xml = sheet_xml(name);
        let rules = xml.matches("operator=\"between\"").count();
        let figures = BOOK.headings(name).iter().filter(|heading| heading.contains('£')).count();
        assert!(figures > 0 && rules >= figures, "{name}: {rules} of {figures}");
    }
    let styles = BOOK.part("xl/styles.xml");
    for code in ["0.0;0.0", "0.0%;0.0%", "0.00;0.00"] {
        assert!(styles.contains("<dxf><numFmt numFmtId=\"") && styles.contains(&format!("\"{code}\"")));
    }
}

/// A section with a condition keeps its own minus in some programs and loses it in others.
#[test]
fn no_format_of_figures_has_a_condition() {
    let styles = BOOK.part("xl/styles.xml");
    let codes: Vec<&str> =
        styles.split("formatCode=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
    assert!(codes.len() >= 5, "{codes:?}");
    for code in codes {
        assert!(!code.contains("[&lt;") && !code.contains("[&gt;") && !code.contains("[="), "{code}");
    }
}

#[test]
fn charts_are_native_named_and_draw_what_is_out_of_sight() {
    let charts: Vec<String> =
        BOOK.parts().into_iter().filter(|part| part.starts_with("xl/charts/chart")).collect();
    assert_eq!(charts.len(), 4, "two for each reading of the evidence");
    for part in charts {
        let chart = BOOK.part(&part);
        assert!(chart.contains("'Chart data'!$A$"), "{part}: scenarios by name");
        assert!(chart.contains("£m a year") && chart.contains("Scenario"), "{part}: axes say what they are");
        assert!(!chart.contains("plotVisOnly"), "{part}: what is hidden is drawn");
        let is_harm = chart.contains("Modelled harm avoided, mean and 90% of draws");
        assert_eq!(is_harm, chart.contains("<c:errValType val=\"cust\"/>"), "{part}: means have whiskers");
        assert!(is_harm || chart.contains("Where the money goes"), "{part}");
    }
    let drawing = BOOK.part("xl/drawings/drawing1.xml");
    assert_eq!(drawing.matches("descr=\"").count(), 4, "each says in words what it shows");
}

#[test]
fn what_the_figures_rest_on_is_said_where_nobody_overlooks_it() {
    let said = |row| BOOK.cell("Summary", row, 0).to_string();
    assert!(said(1).starts_with("Modelled, never measured."));
    assert!(said(1).contains("assumptions in 2 evidence files are placeholders"), "{}", said(1));
    assert!(said(2).contains("due for review by 2021-06-28"), "{}", said(2));
    let notes: Vec<String> =
        (0..=BOOK.end("Notes").0).map(|row| BOOK.cell("Notes", row, 0).to_string()).collect();
    for wanted in
        ["Held against Today", "Bribery and corruption", "never subtracted", "60 random draws, seed 2019"]
    {
        assert!(notes.iter().any(|note| note.contains(wanted)), "{wanted}: {notes:#?}");
    }
}

#[test]
fn limits_have_prices_ranges_and_proof() {
    let rows = BOOK.table("Limits");
    let ring_fence =
        |row: &&crate::book::Row| row["Of what"].to_string().contains("Child sexual abuse ring-fence");
    let limit = rows.iter().find(ring_fence).unwrap();
    assert!((crate::book::number(&limit["Rule's bound, £m a year"]) - 600.0).abs() < 1e-9);
    assert!(crate::book::number(&limit["Price: harm avoided per £1 of relaxing the rule, £"]) > 0.0);
    let lines = |kind: &str| rows.iter().filter(|row| row["Line"] == kind).count();
    assert_eq!((lines("Strand"), lines("Programme")), (4, 38), "of the one that is looked at closely");
    let proof = rows.iter().find(|row| row["Of what"] == "proof").unwrap();
    assert!(proof["Note"].to_string().contains("nothing allowed does better by more than"), "{proof:?}");
}

#[test]
fn a_workbook_is_the_same_again_a_moment_later() {
    // Clocks of zip archives and document properties tick in seconds, those of FAT in two.
    std::thread::sleep(std::time::Duration::from_millis(2100));
    let again = Book::of(&ASKED, 0);
    assert!(BOOK.bytes == again.bytes, "some byte differs");
    let core = BOOK.part("docProps/core.xml");
    assert!(core.contains("2026-11-22T00:00:00Z"), "made on the day taken for today: {core}");
}
