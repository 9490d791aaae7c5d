# A year of the wheel, unit by unit.
wheel-year-title = The year wheel { $year }, unit by unit
wheel-year-link = The whole year, unit by unit
wheel-year-lead = { $settled } of the year’s { $due } are settled. { $late } are late, and { $ahead } are ahead.
wheel-year-lead-nothing = Nothing is settled or late. { $ahead } are ahead.
wheel-year-empty = There is nothing in the wheel that year.
wheel-year-by-duty = Kind by kind
wheel-year-by-unit = Unit by unit
wheel-year-all = In all
wheel-year-due = Were due
wheel-year-held = Held
wheel-year-excused = Not held, with a reason
wheel-year-ahead = Ahead
wheel-year-coverage = Coverage
wheel-year-share = { $share } %
wheel-year-late-since = Late since
wheel-year-due-on = Due by
wheel-year-help = Coverage is how much of what was due by now was held or given a reason. A year that is over stands as it was on its last day.
