package org.kvit.bench;

/// One customer of the sample books.
///
/// @param id 1 to the number of customers; also its id in the database
record SampleCustomer(long id, String name, String country, String account) {
    private static final String[] PLACES = {
        "Baltijas",
        "Rīgas",
        "Daugavas",
        "Ventas",
        "Kurzemes",
        "Zemgales",
        "Vidzemes",
        "Liepājas",
        "Jelgavas",
        "Ogres",
        "Pärnu",
        "Tartu",
        "Narva",
        "Rakvere",
        "Viljandi",
        "Saaremaa",
        "Hiiu",
        "Võru",
        "Valga",
        "Paide",
        "Pražská",
        "Brněnská",
        "Ostravská",
        "Plzeňská",
        "Liberecká",
        "Olomoucká",
        "Zlínská",
        "Jihlavská",
        "Opavská",
        "Bratislavská",
        "Košická",
        "Nitrianska",
        "Žilinská",
        "Trnavská",
        "Prešovská",
        "Trenčianska",
        "Popradská",
        "Nordic",
        "Amber",
        "Hansa"
    };
    private static final String[] TRADES = {
        "Transports", "Koks", "Metāls", "Piens", "Būve", "Loģistika", "Apgāde", "Serviss", "Puit", "Kaubandus",
        "Ehitus", "Vedu", "Mööbel", "Kala", "Doprava", "Ocel", "Stavby", "Pivovar", "Sklo", "Papír",
        "Preprava", "Drevo", "Strojárne", "Mlyn", "Textil", "Foods", "Trade", "Steel", "Paper", "Freight"
    };
    private static final String[] ADDED = {
        "",
        "Grupa",
        "Plus",
        "Nams",
        "Centrs",
        "Holding",
        "Partner",
        "Invest",
        "Pro",
        "Lux",
        "Eko",
        "Nova",
        "Standard",
        "Express",
        "Solutions",
        "Export",
        "Import",
        "Parks",
        "Darbnīca",
        "Fabrika",
        "Tirgus",
        "Sadam",
        "Tehas",
        "Dílna",
        "Sklad",
        "Závod",
        "Obchod",
        "Družstvo",
        "Servis",
        "Market",
        "Line",
        "Port",
        "Terminal",
        "Supply",
        "Works",
        "Industries",
        "Systems",
        "Energy",
        "Agro",
        "Auto",
        "Marine",
        "Print",
        "Pack"
    };
    private static final String[] COUNTRIES = {"LV", "EE", "CZ", "SK"};
    private static final String[] FORMS = {"SIA", "OÜ", "s.r.o.", "s.r.o."};

    static SampleCustomer of(long id) {
        int country = (int) (id % COUNTRIES.length);
        int at = (int) ((id * 31) % ((long) PLACES.length * TRADES.length * ADDED.length));
        var words = PLACES[at % PLACES.length] + " "
                + TRADES[at / PLACES.length % TRADES.length] + " "
                + ADDED[at / PLACES.length / TRADES.length];
        return new SampleCustomer(
                id, words.strip() + " " + FORMS[country], COUNTRIES[country], account(COUNTRIES[country], id));
    }

    /// Not checked by anybody here: the bank has done that.
    static String account(String country, long id) {
        return "%s%02d%s%013d".formatted(country, id % 97, "BENC", id * 7919);
    }

    /// Whether an earlier link has taught us its account.
    boolean known() {
        return id % 5 < 2;
    }
}
