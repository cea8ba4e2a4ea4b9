use crate::drawn::*;
use apportion::study::voi::StudyAsked;
use apportion::study::voi::StudyDesign;

#[test]
fn explore() {
    for draws in [300, 1000, 10_000] {
        let seeds = if draws > 5000 { 40 } else { 200 };
        let truth = [
            0.479_810_7,
            0.083_315_5,
            0.395_593_1,
            0.479_810_7,
            0.0,
            0.025_127_3,
            0.072_325_1,
            0.082_117_6,
            0.083_194_6,
        ];
        let mut all: Vec<Vec<(f64, f64, f64)>> = vec![Vec::new(); truth.len()];
        for seed in 0..seeds {
            let mut model = normal_normal(draws, seed);
            let noise = Chance::new(seed + 1000).normals(draws, 0.0, 1.0);
            model.names.push("noise".into());
            model.columns.push(noise);
            model.parameters.push(4);
            model.groups.push(apportion::study::voi::Group { name: "both".into(), members: vec![2, 3] });
            for n in [1, 10, 100, 1000] {
                model.studies.push(StudyAsked {
                    design: StudyDesign::Observations { count: n, sd: Some(1.0) },
                    parameter: 2,
                });
            }
            let f = found(&model);
            let p = &f.partial;
            let trip = |i: usize| (p[i].worth.value, p[i].worth.se, p[i].plug_in);
            all[0].push((f.perfect.value, f.perfect.se, 0.0));
            all[1].push(trip(0));
            all[2].push(trip(1));
            all[3].push(trip(3));
            all[4].push(trip(2));
            for (i, s) in f.studies.iter().enumerate() {
                all[5 + i].push((s.worth.value, s.worth.se, 0.0));
            }
        }
        for (t, own) in truth.iter().zip(&all) {
            let n = own.len() as f64;
            let m = |f: &dyn Fn(&(f64, f64, f64)) -> f64| own.iter().map(f).sum::<f64>() / n;
            let mean = m(&|x| x.0);
            let sd = (m(&|x| (x.0 - mean).powi(2)) * n / (n - 1.0)).sqrt();
            let zmax = own.iter().map(|x| ((x.0 - t) / x.1).abs()).fold(0.0, f64::max);
            println!(
                "{draws} truth {t:.6} mean {mean:.6} bias/sd {:.2} (mc {:.2}) sd {sd:.5} se {:.5} plug bias/sd {:.2} zmax {zmax:.2}",
                (mean - t) / sd,
                1.0 / n.sqrt(),
                m(&|x| x.1),
                (m(&|x| x.2) - t) / sd
            );
        }
    }
}
