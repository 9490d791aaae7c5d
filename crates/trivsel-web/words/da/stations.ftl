station-follow-up-title =
    { $count ->
        [0] Intet er overskredet
        [one] 1 ting skulle være sket
       *[other] { $count } ting skulle være sket
    }
station-follow-up-lead =
    { $count ->
        [0] Den næste måned venter intet andet på dig eller dit område.
        [one] 1 ting mere venter inden for en måned.
       *[other] { $count } ting mere venter inden for en måned.
    }
station-follow-up-own =
    { $count ->
        [one] Du står for 1 af dem.
       *[other] Du står for { $count } af dem.
    }
station-overdue = Skulle være sket
station-overdue-none = Alt er fulgt op til tiden.
station-overdue-all = Se alle indsatser med noget overskredet
station-soon = Snart
station-soon-none = Intet venter den næste måned.
station-works-none = Ingen har set efter endnu. Åbn en indsats, der er i gang, og vælg »Virker det?«.
station-works-all = Find indsatser efter svar
station-answer = { $criterion }. { $unit }. Svaret er fra { $date }.
station-fading-help = Ingen har skrevet om den længe. Hold et kort tjek, eller afslut den.
station-reports-all = Se alle statusrapporter
station-report-draft = Udkast, { $date }
station-decide-title =
    { $count ->
        [0] Intet venter på en beslutning
        [one] 1 ting venter på dig
       *[other] { $count } ting venter på dig
    }
station-decide-lead = Her er det, udvalgene har bedt om, idéer, der skal besluttes, og de næste møder.
station-tasks = Udvalgene har bedt om
station-tasks-none = Ingen opgaver venter i dine enheder.
station-to-decide = Idéer, du kan beslutte
station-to-decide-none = Ingen idéer venter på din beslutning.
station-meetings = Møder de næste seks uger
station-meetings-none = Ingen møder er planlagt i udvalg, du kan se.
station-committees = Se alle udvalg og møder
station-act-title =
    { $count ->
        [0] Ingen indsatser i gang hos jer
        [one] 1 indsats er i gang hos jer
       *[other] { $count } indsatser er i gang hos jer
    }
station-act-lead = Her er det, I har lovet hinanden, det, der er i gang, og det, I kunne prøve.
station-promised = Det har I lovet hinanden
station-promised-none = Intet i planerne venter de næste to uger.
station-plans-all = Se alle planer
station-ideas = Idéer
station-ideas-none = Ingen idéer er skrevet ned endnu.
station-ideas-all = Se alle idéer
station-next = Næste skridt { $day }.
station-listen-title =
    { $count ->
        [0] Ingen måling er åben lige nu
        [one] 1 måling er åben lige nu
       *[other] { $count } målinger er åbne lige nu
    }
station-listen-lead = Her er det, I bliver spurgt om, det, tallene siger, og hvor de kommer fra.
station-asked = Du er spurgt
station-surveys-all = Se alle trivselsmålinger
station-figures-all = Se alle tal
station-workshops-none = Ingen workshops er planlagt.
station-workshops-all = Se alle workshops
