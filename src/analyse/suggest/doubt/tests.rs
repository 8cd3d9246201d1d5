use super::super::words::{CHANGES, PEOPLE, Token, marked, tokens};
use super::names::Counted;
use super::*;

/// The words of the clause around the number that `#` stands for.
fn clause(text: &str) -> (String, String) {
    let (before, after) = text.split_once('#').expect("a place for the number");
    let (before, after) = (tokens(before, &[]), tokens(after, &[]));
    let plain = |tokens: &[Token]| {
        let words = tokens.iter().filter_map(Token::word).map(str::to_owned);
        words.collect::<Vec<_>>().join(" ")
    };
    (plain(&before[clause_start(&before)..]), plain(&after[..clause_end(&after)]))
}

fn expected(text: &str) -> String {
    marked(text).join(" ")
}

#[test]
fn a_clause_ends_at_pauses_and_other_numbers() {
    for (text, before, after) in [
        ("Hôm qua, kết nạp # đảng viên, tăng", "kết nạp", "đảng viên"),
        ("có 4 chi bộ và # đảng viên", "", "đảng viên"),
        ("lập # công đoàn cơ sở và phát triển 21 nghìn đoàn viên", "lập", "công đoàn cơ sở"),
        ("Đảng viên nữ: # người", "đảng viên nữ", "người"),
        ("Có # đảng viên (nữ) ở khu", "có", "đảng viên nữ ở khu"),
        ("Có # đảng viên (12 nữ) ở khu", "có", "đảng viên"),
        ("Tháng 6 kết nạp #", "kết nạp", ""),
    ] {
        assert_eq!(clause(text), (expected(before), expected(after)), "{text}");
    }
}

#[test]
fn times_digits_and_stops_are_pieces_of_their_own() {
    let text = "Năm 2023, có 13,5% (tăng). Rồi";
    let found = tokens(text, &[(0.."Năm 2023".len(), 7)]);
    let word = |text: &str, capital: bool| Token::Word(marked(text).concat(), capital);
    assert_eq!(
        found,
        [
            Token::Time(7),
            Token::Pause,
            word("có", false),
            Token::Digits("13,5".to_owned()),
            Token::Open,
            word("tăng", false),
            Token::Pause,
            Token::Stop,
            word("Rồi", true),
        ]
    );
    assert_eq!(tokens("Vie\u{302}\u{323}t", &[]), tokens("Việt", &[]));
}

#[test]
fn a_noun_is_the_unit_or_words_of_the_name_in_their_order() {
    let names = |list: &[&str]| list.iter().map(|one| marked(one)).collect::<Vec<_>>();
    let counted = Counted::of(names(&["Kết nạp đảng viên"]), names(&["người"]));
    let starts = |text: &str| {
        let words = marked(text);
        counted.starts(&words.iter().map(String::as_str).collect::<Vec<_>>())
    };
    for text in ["đảng viên", "đảng viên năm", "người", "người vào đảng"] {
        assert!(starts(text), "{text}");
    }
    for text in ["đoàn viên", "chi bộ", "viên chức", "đảng bộ", "quần chúng"] {
        assert!(!starts(text), "{text}");
    }
    assert!(counted.is_counted_in(&PEOPLE));
    assert!(CHANGES.is_in(&tokens("số này tăng mạnh", &[])) && !CHANGES.is_in(&tokens("số này tặng", &[])));
}

#[test]
fn what_contradicts_weighs_more_than_what_is_not_read() {
    assert!(Doubt::Against(Point::Time) > Doubt::Unread && Doubt::Unread > Doubt::Clear);
}
