"""Names as they come to a counter: common ones, and those that break forms, fonts, files and letters."""

from random import Random

SURNAMES = (
    ("김", "Kim"), ("이", "Lee"), ("박", "Park"), ("최", "Choi"), ("정", "Jeong"), ("강", "Kang"), ("조", "Cho"),
    ("윤", "Yoon"), ("장", "Jang"), ("임", "Lim"), ("한", "Han"), ("오", "Oh"), ("서", "Seo"), ("신", "Shin"),
    ("권", "Kwon"), ("황", "Hwang"), ("안", "Ahn"), ("송", "Song"), ("류", "Ryu"), ("홍", "Hong"), ("궉", "Gwok"),
    ("남궁", "Namgung"), ("황보", "Hwangbo"), ("선우", "Sunwoo"), ("독고", "Dokgo"),
)  # fmt: skip
GIVEN = {
    "F": (
        ("서연", "Seoyeon"), ("지우", "Jiwoo"), ("민서", "Minseo"), ("하은", "Haeun"), ("수빈", "Subin"),
        ("영숙", "Youngsook"), ("미경", "Mikyung"), ("정희", "Junghee"), ("은주", "Eunju"), ("봄", "Bom"),
        ("하늘", "Haneul"), ("슬", "Seul"), ("빛나래", "Bitnarae"), ("현정", "Hyunjung"), ("순자", "Soonja"),
    ),
    "M": (
        ("민준", "Minjun"), ("서준", "Seojun"), ("도윤", "Doyun"), ("지훈", "Jihoon"), ("현우", "Hyunwoo"),
        ("영수", "Youngsoo"), ("성호", "Sungho"), ("동현", "Donghyun"), ("상철", "Sangchul"), ("준", "Jun"),
        ("가람", "Garam"), ("한결", "Hangyeol"), ("병욱", "Byungwook"), ("재석", "Jaeseok"), ("만수", "Mansoo"),
    ),
}  # fmt: skip

# (name, in Latin letters, sex, nationality, visa)
HARD = (
    ("뷁쀍", "Bwelk Bbwelk", "M", "KR", ""),
    ("김뷁", "Kim Bwelk", "F", "KR", ""),
    ("이쀍쒧", "Lee Bbwelk Sswet", "F", "KR", ""),
    ("박하늘별님구름햇님보다사랑스러우리", "Park Haneulbyeollimgureumhaennimbodasarangseureouri", "F", "KR", ""),
    ("오로라빛나는새벽", "Oh Rorabitnaneunsaebyeok", "F", "KR", ""),
    ("남궁솔", "Namgung Sol", "M", "KR", ""),
    ("독고탁", "Dokgo Tak", "M", "KR", ""),
    ("궉봉", "Gwok Bong", "M", "KR", ""),
    ("Nguyễn Thị Minh Khuê", "NGUYEN THI MINH KHUE", "F", "VN", "E-9"),
    ("Đặng Trần Đức Phương", "DANG TRAN DUC PHUONG", "M", "VN", "E-9"),
    ("Батбаярын Энхжаргал", "BATBAYARYN ENKHJARGAL", "F", "MN", "F-6"),
    ("Ганболд Өлзий", "GANBOLD OLZII", "M", "MN", "F-2"),
    ("Siobhán O’Connor-MacGillycuddy", "SIOBHAN O'CONNOR-MACGILLYCUDDY", "F", "IE", "F-2"),
    ("Renée D’Angelo", "RENEE D'ANGELO", "F", "FR", "F-6"),
    ("Wolfeschlegelsteinhausenbergerdorff Maximilian Konstantin III", "", "M", "DE", "F-5"),
    ("Kanapathipillai Balasubramaniam Venkatanarasimharajuvaripeta", "", "M", "LK", "E-9"),
    ("王 小明", "WANG XIAOMING", "M", "CN", "H-2"),
    ("李 英姬", "LI YINGJI", "F", "CN", "F-4"),
    ("Ngọc Ánh Phạm-Đỗ", "NGOC ANH PHAM-DO", "F", "VN", "F-6"),
    ("Jürgen Weiß-Ångström", "JURGEN WEISS-ANGSTROM", "M", "SE", "F-2"),
    ("Iñigo Núñez de Balboa y Peña", "INIGO NUNEZ DE BALBOA Y PENA", "M", "ES", "F-5"),
    ("สมชาย ใจดี", "SOMCHAI JAIDEE", "M", "TH", "E-9"),
    ("Robert '); DROP TABLE claims;--", "ROBERT TABLES", "M", "US", "F-4"),
    ("=HYPERLINK(1) <b>굵은</b>", "EQUALS BOLD", "F", "US", "F-4"),
)
EMPLOYERS = (
    "㈜가온물산", "마루건설 주식회사", "나래식품", "한빛전자", "A & B <Co>", "주식회사 O’Neill \"Trading\"", "다온물류",
    "소담요양병원", "푸른솔학원", "쀍쒧테크", "새암출판사", "늘봄의류", "Saigon Phở & Café", "가람농업회사법인",
    "(유)미르금속", "=SUM(A1:A9) 상사", "아라해운", "해달 어린이집", "한결보안시스템 주식회사 부산지점 제2공장", "도담소프트",
)  # fmt: skip
STREETS = {
    "1101": ("서울특별시 마포구 월드컵로", "서울특별시 서대문구 연희로", "서울특별시 은평구 통일로"),
    "2601": ("부산광역시 연제구 월드컵대로", "부산광역시 해운대구 센텀중앙로", "부산광역시 사하구 낙동대로"),
}


def name_of(random: Random, sex: str) -> tuple[str, str]:
    """An ordinary Korean name and how it is written in Latin letters."""
    surname, given = random.choice(SURNAMES), random.choice(GIVEN[sex])
    return surname[0] + given[0], f"{given[1]} {surname[1]}"


def address_of(random: Random, office_code: str) -> str:
    """An address in the reach of a centre."""
    return f"{random.choice(STREETS[office_code])} {random.randint(1, 400)}, {random.randint(101, 1999)}호"
