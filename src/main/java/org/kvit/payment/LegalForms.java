package org.kvit.payment;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Legal forms of companies in Europe, long and short, as words in capitals A to Z. Pure.
final class LegalForms {
    private static final int LONGEST = 5;

    /// Long forms and spellings by the short one. What follows `=` alone is the short form itself.
    private static final Map<String, String> FORMS = forms("""
            SIA=SABIEDRIBA AR IEROBEZOTU ATBILDIBU;VSIA=;PSIA=;IK=INDIVIDUALAIS KOMERSANTS;ZS=ZEMNIEKU SAIMNIECIBA|Z S;IU=INDIVIDUALAIS UZNEMUMS
            AS=AKCIJU SABIEDRIBA|AKTSIASELTS|A S|AKCIOVA SPOLECNOST|AKCIOVA SPOLOCNOST|AKC SPOL;OU=OSAUHING|O U;FIE=;TU=TAISUHING;UU=USALDUSUHING;MTU=MITTETULUNDUSUHING;SA=S A|SOCIEDAD ANONIMA|SOCIETE ANONYME;SIHTASUTUS=
            UAB=UZDAROJI AKCINE BENDROVE;AB=AKCINE BENDROVE|AKTIEBOLAG;MB=MAZOJI BENDRIJA;II=INDIVIDUALI IMONE;VSI=VIESOJI ISTAIGA
            SRO=S R O|SPOL S R O|SPOL SRO|SPOLECNOST S RUCENIM OMEZENYM|SPOLOCNOST S RUCENIM OBMEDZENYM;VOS=V O S|VEREJNA OBCHODNI SPOLECNOST;KS=K S|KOMANDITNI SPOLECNOST;SE=;OPS=O P S;ZU=Z U
            SPZOO=SP Z O O|SP Z OO|SP ZOO|SPOLKA Z O O|SPOLKA Z OGRANICZONA ODPOWIEDZIALNOSCIA;SPJ=SP J;SPK=SP K;PSA=P S A
            GMBH=G M B H|GESELLSCHAFT MIT BESCHRANKTER HAFTUNG;AG=AKTIENGESELLSCHAFT;KG=;OHG=;UG=;EK=E K;GMBHCOKG=GMBH CO KG|GMBH UND CO KG|GMBH AND CO KG;EV=E V
            LTD=LIMITED;LLC=L L C;PLC=P L C;LLP=;INC=INCORPORATED;CO=COMPANY;CORP=CORPORATION
            OY=OSAKEYHTIO;OYJ=JULKINEN OSAKEYHTIO;APS=A P S|ANPARTSSELSKAB;IVS=;ASA=;HB=;KB=
            BV=B V;NV=N V;BVBA=;SARL=S A R L;SAS=S A S;SASU=;EURL=;SCA=
            SRL=S R L;SPA=S P A;SNC=S N C;SL=S L;SLU=S L U;LDA=LIMITADA
            KFT=KORLATOLT FELELOSSEGU TARSASAG;BT=;ZRT=;NYRT=;DOO=D O O|DRUZBA Z OMEJENO ODGOVORNOSTJO;DD=D D;JDOO=J D O O;EOOD=;OOD=;EAD=;AD=;SRLD=;EPE=;IKE=
            OOO=O O O;ZAO=;PAO=;IP=;TOV=
            """);

    /// The words that long forms begin with.
    private static final Set<String> FIRST = FORMS.keySet().stream()
            .filter(form -> form.contains(" "))
            .map(form -> form.substring(0, form.indexOf(' ')))
            .collect(Collectors.toUnmodifiableSet());

    private LegalForms() {}

    /// A name's words without its forms, and the forms.
    record Parted(List<String> words, List<String> forms) {}

    /// @param words in capitals A to Z; abbreviations cut at their dots
    static Parted part(List<String> words) {
        var name = new java.util.ArrayList<String>();
        var forms = new java.util.ArrayList<String>();
        int at = 0;
        while (at < words.size()) {
            int length = formAt(words, at);
            if (length == 0) {
                name.add(words.get(at++));
            } else {
                forms.add(FORMS.getOrDefault(String.join(" ", words.subList(at, at + length)), ""));
                at += length;
            }
        }
        return name.isEmpty() ? new Parted(words, List.of()) : new Parted(name, forms);
    }

    /// Forms that say of any country's company that its owners aren't liable: banks translate others to them.
    static boolean isGeneral(String form) {
        return form.equals("LTD")
                || form.equals("CO")
                || form.equals("INC")
                || form.equals("LLC")
                || form.equals("CORP");
    }

    /// How many words from here on are a form.
    private static int formAt(List<String> words, int at) {
        if (FIRST.contains(words.get(at))) {
            for (int length = Math.min(LONGEST, words.size() - at); length > 1; length--) {
                if (FORMS.containsKey(String.join(" ", words.subList(at, at + length)))) {
                    return length;
                }
            }
        }
        return FORMS.containsKey(words.get(at)) ? 1 : 0;
    }

    private static Map<String, String> forms(String table) {
        var forms = new HashMap<String, String>();
        for (var entry : table.strip().split("[;\n]")) {
            var parts = entry.split("=", 2);
            forms.put(parts[0].strip(), parts[0].strip());
            Optional.of(parts[1]).filter(p -> !p.isBlank()).ifPresent(long_ -> {
                for (var written : long_.split("\\|")) {
                    forms.put(written.strip(), parts[0].strip());
                }
            });
        }
        return Map.copyOf(forms);
    }
}
