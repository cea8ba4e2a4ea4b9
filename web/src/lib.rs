//! spike
use std::collections::BTreeMap;
use std::sync::Mutex;
static B: Mutex<Vec<u8>> = Mutex::new(Vec::new());
static OUT: Mutex<Vec<u8>> = Mutex::new(Vec::new());

/// x
#[expect(unsafe_code)]
#[unsafe(no_mangle)]
pub extern "C" fn reserve(n: usize) -> *mut u8 {
    let mut b = B.lock().unwrap();
    b.clear();
    b.resize(n, 0);
    b.as_mut_ptr()
}
/// x
#[expect(unsafe_code)]
#[unsafe(no_mangle)]
pub extern "C" fn out() -> *const u8 {
    OUT.lock().unwrap().as_ptr()
}
/// x
#[expect(unsafe_code)]
#[unsafe(no_mangle)]
pub extern "C" fn ask() -> usize {
    let t: BTreeMap<String, String> = serde_json::from_slice(&B.lock().unwrap()).unwrap();
    let mut l = apportion::input::Loader::new(apportion::input::Demands {
        today: jiff::civil::date(2026, 11, 28),
        of_scenario: |_| Vec::new(),
    })
    .holding(t);
    let s = l.scenario(std::path::Path::new("scenarios/best-free.toml")).unwrap();
    let st = apportion::study::Setting::on(apportion::study::Ground::of(&s)).unwrap();
    let apportion::study::Best::Found(f) =
        apportion::study::optimise(&st, &s, apportion::study::Wanted::default()).unwrap()
    else {
        return 0;
    };
    let d = apportion::report::SummaryView::of(&f.harm_avoided);
    let j = apportion::report::json(&d).unwrap();
    *OUT.lock().unwrap() = j;
    OUT.lock().unwrap().len()
}
