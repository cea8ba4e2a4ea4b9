//! The charts: harm avoided with its interval, and where the money goes, one pair a chapter.

use crate::report::Period;
use crate::report::report::Chapter;
use crate::report::views::EconomicsView;
use crate::report::workbook::cell::Cell;
use crate::report::workbook::chart_data;
use crate::report::workbook::chart_data::Places;
use crate::report::workbook::ledger::Account;
use crate::report::workbook::ledger::Ledger;
use crate::report::workbook::look;
use crate::report::workbook::scale::Scale;
use crate::report::workbook::scale::scale;
use crate::report::workbook::sheet;
use crate::report::workbook::sheet::MOST_BREAKS;
use crate::report::workbook::year_data;
use crate::report::workbook::year_data::Drawn;
use rust_xlsxwriter::Chart;
use rust_xlsxwriter::ChartAxisLabelPosition;
use rust_xlsxwriter::ChartErrorBars;
use rust_xlsxwriter::ChartErrorBarsType;
use rust_xlsxwriter::ChartFont;
use rust_xlsxwriter::ChartFormat;
use rust_xlsxwriter::ChartLegendPosition;
use rust_xlsxwriter::ChartLine;
use rust_xlsxwriter::ChartLineDashType;
use rust_xlsxwriter::ChartRange;
use rust_xlsxwriter::ChartSolidFill;
use rust_xlsxwriter::ChartType;
use rust_xlsxwriter::Color;
use rust_xlsxwriter::Worksheet;
use rust_xlsxwriter::XlsxError;

/// The sheet's name.
pub(super) const NAME: &str = "Charts";

/// Pixels: of a row, of a chart, of its frame, of a bar with the space around it.
const ROW: u32 = 20;
const WIDTH: u32 = 640;
const FRAME: u32 = 190;
const BAR: u32 = 34;

/// The height of a chart over years, pixels.
const BY_YEAR: u32 = 340;

/// The column that the second chart of a pair begins in, sixty-four pixels each.
const SECOND: u16 = 10;

/// Colours that people tell apart whatever their eyes: Okabe & Ito's, then greys.
const COLOURS: [u32; 8] =
    [0x00_72_B2, 0xE6_9F_00, 0x00_9E_73, 0xCC_79_A7, 0x56_B4_E9, 0xD5_5E_00, 0xF0_E4_42, 0x6B_72_80];
const BACK_OFFICE: u32 = 0xA8_AE_BA;
const UNSPENT: u32 = 0xE3_E6_EC;
const INK: u32 = 0x1F_2A_44;

/// Writes the sheet.
pub(super) fn write(
    worksheet: &mut Worksheet,
    ledger: &Ledger<'_>,
    (places, years): (&Places, &[Option<Drawn<'_>>]),
) -> Result<(), XlsxError> {
    worksheet.set_screen_gridlines(false);
    sheet::printed(worksheet);
    Cell::from("Charts").write(worksheet, (0, 0), &look::title())?;
    let lead = "Bars are means; whiskers hold 90% of draws. All of it is modelled, none of it measured. The figures are on \
                the sheets Comparison and Money.";
    Cell::from(lead).write(worksheet, (1, 0), &look::lead())?;
    let (mut row, mut breaks) = (3, Vec::new());
    for (chapter, rows) in places.chapters.iter().enumerate() {
        let Some(rows) = *rows else { continue };
        let own: Vec<&Account<'_>> = ledger.of_chapter(chapter).collect();
        let Some(first) = own.first() else { continue };
        breaks.extend((row > 3).then_some(row));
        let name = &first.chapter.block.rests_on.evidence;
        Cell::from(name.as_str()).write(worksheet, (row, 0), &look::subtitle())?;
        let drawn = own.len().min(chart_data::MOST);
        let mut said = format!("Reference: {}.", first.chapter.reference.name);
        if drawn < own.len() {
            said += &format!(
                " The first {drawn} of {} scenarios are drawn; the sheet Summary has all.",
                own.len()
            );
        }
        Cell::from(said).write(worksheet, (row + 1, 0), &look::lead())?;
        row += 2;
        let high = FRAME + BAR * (rows.1 - rows.0 + 1);
        let shown = own.iter().take(drawn).map(|account| account.view.harm_avoided.summary);
        let ends = shown.flat_map(|avoided| [avoided.p5, avoided.mean, avoided.p95]);
        let period = first.chapter.period();
        let harm = harm(rows, scale(ends), high, (name, period));
        worksheet.insert_chart_with_offset(row, 0, &harm, 4, 2)?;
        worksheet.insert_chart_with_offset(
            row,
            SECOND,
            &money(rows, &places.money, high, (name, period)),
            14,
            2,
        )?;
        row += high.div_ceil(ROW) + 2;
        if let Some(drawn) = years.get(chapter).and_then(Option::as_ref) {
            worksheet.insert_chart_with_offset(row, 0, &by_year(drawn, first.chapter), 4, 2)?;
            row += BY_YEAR.div_ceil(ROW) + 2;
        }
    }
    if breaks.len() <= MOST_BREAKS {
        worksheet.set_page_breaks(&breaks)?;
    }
    Ok(())
}

/// A range of a column of what is drawn.
fn range((first, last): (u32, u32), column: u16) -> ChartRange {
    ChartRange::new_from_range(chart_data::NAME, first, column, last, column)
}

/// Mean harm avoided with its interval, a bar a scenario.
fn harm(rows: (u32, u32), scale: Option<Scale>, high: u32, (evidence, period): (&str, Period<'_>)) -> Chart {
    let unit = period.millions();
    let mut bars = ChartErrorBars::new();
    bars.set_type(ChartErrorBarsType::Custom(
        range(rows, chart_data::ARMS + 1),
        range(rows, chart_data::ARMS),
    ))
    .set_format(ChartFormat::new().set_line(ChartLine::new().set_color(Color::RGB(INK)).set_width(1.25)));
    let mut chart = Chart::new(ChartType::Bar);
    chart
        .add_series()
        .set_name((chart_data::NAME, sheet::HEADINGS, chart_data::AVOIDED))
        .set_categories(&range(rows, 0))
        .set_values(&range(rows, chart_data::AVOIDED))
        .set_format(&mut filled(COLOURS[0]))
        .set_gap(70)
        .set_x_error_bars(&bars);
    chart.legend().set_hidden();
    if let Some(Scale { from, to, step }) = scale {
        chart.x_axis().set_min(from).set_max(to).set_major_unit(step);
    }
    let said = format!(
        "Bars: mean modelled harm avoided, {unit}, by scenario; whiskers: 5% to 95% of draws. Figures: sheet \
         Comparison. Evidence: {evidence}"
    );
    framed(
        chart,
        "Modelled harm avoided, mean and 90% of draws",
        &format!("{unit}, against today's spend"),
        high,
        &said,
    )
}

/// Money by strand, a stacked bar a scenario.
fn money(rows: (u32, u32), names: &[String], high: u32, (evidence, period): (&str, Period<'_>)) -> Chart {
    let unit = period.millions();
    let mut chart = Chart::new(ChartType::BarStacked);
    for (column, name) in names.iter().enumerate() {
        let colour = match names.len() - column {
            1 => UNSPENT,
            2 => BACK_OFFICE,
            _ => COLOURS[column % COLOURS.len()],
        };
        let column = chart_data::MONEY + u16::try_from(column).unwrap_or(u16::MAX);
        chart
            .add_series()
            .set_name(name.as_str())
            .set_categories(&range(rows, 0))
            .set_values(&range(rows, column))
            .set_format(&mut filled(colour))
            .set_gap(70)
            .set_overlap(100);
    }
    chart.legend().set_position(ChartLegendPosition::Bottom);
    let said = format!(
        "Stacked bars: money by strand, back office and unspent, {unit}, by scenario. Figures: sheet Money. \
         Evidence: {evidence}"
    );
    framed(chart, "Where the money goes", &unit, high, &said)
}

/// What a plan comes to by the end of each year: its mean, and the interval that holds 90% of draws.
fn by_year(drawn: &Drawn<'_>, chapter: &Chapter<'_>) -> Chart {
    let column = |column| {
        let (first, last) = drawn.rows;
        ChartRange::new_from_range(year_data::NAME, first, column, last, column)
    };
    let is_reference = drawn.scenario.is_reference();
    let against = if is_reference { "today's spend" } else { chapter.reference.name.as_str() };
    let is_net = drawn.scenario.economics.as_ref().is_some_and(EconomicsView::costs_differ);
    let less = if is_net && !is_reference { " less extra cost" } else { "" };
    let mut chart = Chart::new(ChartType::Line);
    let lines = [("5% of draws below", 1, 1.25), ("mean", 0, 2.5), ("95% of draws below", 2, 1.25)];
    for (name, place, width) in lines {
        let mut line = ChartLine::new();
        line.set_color(Color::RGB(if place == 0 { COLOURS[0] } else { COLOURS[7] })).set_width(width);
        if place > 0 {
            line.set_dash_type(ChartLineDashType::Dash);
        }
        chart
            .add_series()
            .set_name(name)
            .set_categories(&column(year_data::YEAR))
            .set_values(&column(year_data::MEAN + place))
            .set_format(ChartFormat::new().set_line(&line));
    }
    let title = format!("{}, added up by the end of each year", drawn.scenario.name);
    chart.title().set_name(&title).set_font(ChartFont::new().set_size(12).set_color(Color::RGB(INK)));
    let unit = format!("harm avoided{less}, £m at present value");
    chart.y_axis().set_name(&unit).set_num_format("#,##0");
    let faint = Color::RGB(UNSPENT);
    chart.y_axis().set_major_gridlines_line(ChartLine::new().set_color(faint).set_width(0.75));
    chart.x_axis().set_name("Year").set_num_format("0").set_label_position(ChartAxisLabelPosition::Low);
    chart.legend().set_position(ChartLegendPosition::Bottom);
    chart.show_hidden_data();
    let said = format!(
        "Lines: modelled harm avoided against {against}{less}, £m at present value, added up by the end of each year; mean, 5% and \
         95% of draws. Figures: sheet Years."
    );
    chart.set_width(WIDTH).set_height(BY_YEAR).set_alt_text(plain(&said));
    chart
}

fn filled(colour: u32) -> ChartFormat {
    let mut format = ChartFormat::new();
    format.set_solid_fill(ChartSolidFill::new().set_color(Color::RGB(colour)));
    format
}

/// What both charts share: the first scenario on top, names beside the plot and not inside it, thin lines.
fn framed(mut chart: Chart, title: &str, unit: &str, high: u32, said: &str) -> Chart {
    chart.title().set_name(title).set_font(ChartFont::new().set_size(12).set_color(Color::RGB(INK)));
    // The x axis of bars that lie down is theirs: along it are their values and whiskers; the axis
    // of categories is the upright one. Turned round, so that the first scenario is on
    // top, it has the other axis on top too, whose labels `High` brings down again.
    chart.y_axis().set_reverse().set_label_position(ChartAxisLabelPosition::Low).set_name("Scenario");
    chart.x_axis().set_name(unit).set_num_format("#,##0").set_label_position(ChartAxisLabelPosition::High);
    let faint = Color::RGB(UNSPENT);
    chart.x_axis().set_major_gridlines_line(ChartLine::new().set_color(faint).set_width(0.75));
    chart.y_axis().set_major_gridlines(false);
    // What is drawn stands on a sheet out of sight.
    chart.show_hidden_data();
    chart.set_width(WIDTH).set_height(high).set_alt_text(plain(said));
    chart
}

/// Words beside a picture: as many as Excel takes, without what XML does not allow in attributes.
fn plain(said: &str) -> String {
    const MOST: usize = 255;
    said.chars().filter(|letter| !letter.is_control()).take(MOST).collect()
}
