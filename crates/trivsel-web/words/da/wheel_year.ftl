# Et år i årshjulet, enhed for enhed.
wheel-year-title = Årshjulet { $year }, enhed for enhed
wheel-year-link = Hele året, enhed for enhed
wheel-year-lead = { $settled } af årets { $due } er klaret. { $late } er forsinket, og { $ahead } er på vej.
wheel-year-lead-nothing = Intet er klaret eller forsinket. { $ahead } er på vej.
wheel-year-empty = Der var ikke noget i årshjulet det år.
wheel-year-by-duty = Slags for slags
wheel-year-by-unit = Enhed for enhed
wheel-year-all = I alt
wheel-year-due = Skulle holdes
wheel-year-held = Holdt
wheel-year-excused = Med grund ikke holdt
wheel-year-ahead = På vej
wheel-year-coverage = Dækning
wheel-year-share = { $share } %
wheel-year-late-since = Forsinket siden
wheel-year-due-on = Senest
wheel-year-help = Dækning er, hvor meget der er holdt eller har fået en grund, af det, der skulle være sket indtil nu. Et år, der er gået, står, som det så ud den sidste dag.
