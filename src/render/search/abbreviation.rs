//! Abbreviations of party, union and economic bodies: who looks for one form finds the other.

/// Each abbreviation with what it stands for: one meaning a row, in the spelling of a text.
///
/// An abbreviation with two meanings, such as ĐV, finds both; each of the two finds it.
pub const ABBREVIATIONS: &[(&str, &str)] = &[
    ("BCH", "ban chấp hành"),
    ("BQL", "ban quản lý"),
    ("BTV", "ban thường vụ"),
    ("CCN", "cụm công nghiệp"),
    ("CĐCS", "công đoàn cơ sở"),
    ("CNLĐ", "công nhân lao động"),
    ("CNVCLĐ", "công nhân, viên chức, lao động"),
    ("DN", "doanh nghiệp"),
    ("ĐV", "đảng viên"),
    ("ĐV", "đoàn viên"),
    ("FDI", "đầu tư trực tiếp nước ngoài"),
    ("FDI", "vốn đầu tư nước ngoài"),
    ("KCN", "khu công nghiệp"),
    ("KCNC", "khu công nghệ cao"),
    ("KCX", "khu chế xuất"),
    ("KKT", "khu kinh tế"),
    ("LĐLĐ", "liên đoàn lao động"),
    ("NLĐ", "người lao động"),
    ("TCCSĐ", "tổ chức cơ sở đảng"),
    ("TLĐ", "tổng liên đoàn"),
    ("UBND", "ủy ban nhân dân"),
];
