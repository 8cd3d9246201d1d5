//! Charts over places by example: dots and the tile map; numbers are for layout only.

use super::{Drawn, caption, text};
use bantin::draw::dots::{self, Form, Level, Rate, Zone};
use bantin::draw::tile_map::{self, PROVINCES, Province};
use bantin::draw::{Span, ticks};

/// The examples.
pub fn charts() -> Vec<Drawn> {
    vec![dots(), uncertain(), map()]
}

/// The rates of the first example.
pub const RATES: [f64; 6] = [68.4, 53.4, 43.9, 34.3, 27.3, 15.8];

fn rate(zones: Vec<Zone>) -> Rate {
    let numbers = ticks(80.0).into_iter();
    Rate {
        form: Form::Dot,
        zones,
        level: Some(Level { at: 47.7, words: "Mức chung 47,7%".to_owned() }),
        ticks: numbers
            .map(|at| (at as f64, if at == 80 { "80%".to_owned() } else { at.to_string() }))
            .collect(),
        heads: ["Khu", "Tỷ lệ", "Tỷ lệ và số lượng"].map(str::to_owned),
    }
}

fn dots() -> Drawn {
    let names = ["cảng biển Hải Hà", "Đông Mai", "Nam Tiền Phong", "Việt Hưng", "Sông Khoai", "Hải Yên"];
    let counts = ["52/76", "31/58", "18/41", "12/35", "9/33", "3/19"];
    let zone = |n: usize| {
        let value = format!("{}%", RATES[n].to_string().replace('.', ","));
        let note = format!("hạng {}", n + 1);
        Zone {
            text: text(&format!("Khu công nghiệp {}", names[n]), &note, &value, counts[n]),
            rate: Span::exact(RATES[n]),
        }
    };
    dots::chart(
        &caption(
            "dots",
            "Khoảng cách giữa khu cao nhất và thấp nhất là hơn bốn lần",
            "Tỷ lệ quần chúng được giới thiệu đã được kết nạp, theo khu công nghiệp, % (số liệu minh họa)",
        ),
        &rate((0..6).map(zone).collect()),
    )
}

fn uncertain() -> Drawn {
    let zone = |label: &str, value: &str, rate| Zone { text: text(label, "", value, ""), rate };
    dots::chart(
        &caption("dots-uncertain", "Mỗi cách ghi số một cách vẽ", "Tỷ lệ theo khu, % (số liệu minh họa)"),
        &rate(vec![
            zone("Khu chính xác", "68,4%", Span::exact(68.4)),
            zone("Khu cận dưới", "> 50%", Span::at_least(50.0)),
            zone("Khu giữa hai mức", "40–55%", Span::between(40.0, 55.0)),
            zone("Khu ước chừng", "≈ 45%", Span::about(45.0)),
            zone("Khu cận trên", "≤ 20%", Span::at_most(20.0)),
            zone("Khu chưa có số", "–", Span::unknown()),
        ]),
    )
}

fn map() -> Drawn {
    let province = |(n, (name, ..)): (usize, &(&str, u8, u8))| Province {
        text: text(name, "", &format!("{}.{}09", n + 1, n % 9), ""),
        amount: Span::exact(n as f64),
        class: (n * 7 % 3) as u8,
    };
    tile_map::chart(
        &caption(
            "tile-map",
            "Hai mươi trong 34 tỉnh, thành phố đã có số liệu",
            "Quần chúng được giới thiệu, năm 2024 (số liệu minh họa)",
        ),
        &PROVINCES.iter().enumerate().filter(|(n, _)| n % 5 < 3).map(province).collect::<Vec<_>>(),
        ["dưới 5.000", "5.000–9.999", "từ 10.000"],
        ["Tỉnh, thành phố", "Quần chúng được giới thiệu"],
    )
}
