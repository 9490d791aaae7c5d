# Et år i årshjulet, enhed for enhed.
wheel-year-title = Årshjulet { $year }, enhed for enhed
wheel-year-link = Hele året, enhed for enhed
wheel-year-lead = { $settled } af årets { $due } er klaret. { $late } er forsinket, og { $ahead } er på vej.
wheel-year-lead-nothing = Intet er klaret eller forsinket. { $ahead } er på vej.
wheel-year-empty = Der er ikke noget i årshjulet det år.
wheel-year-by-duty = Slags for slags
wheel-year-by-unit = Enhed for enhed
wheel-year-all = I alt
wheel-year-due = Skulle holdes
wheel-year-held = Holdt
wheel-year-excused = Ikke holdt, med en grund
wheel-year-ahead = På vej
wheel-year-coverage = Dækning
wheel-year-share = { $share } %
wheel-year-late-since = Forsinket siden
wheel-year-due-on = Senest
wheel-year-help = Dækning er den del af det, der skulle være sket indtil nu, som er holdt eller har fået en grund. Et år, der er gået, vises, som det så ud på årets sidste dag.
