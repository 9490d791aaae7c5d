# The pages in the foot: protection, accessibility, sources and methods, help.
about-protection-title = How we protect answers and figures
about-protection-lead = Who can see what, what is never kept, and why some figures are hidden.
about-protection-1 = Small groups are not shown
about-protection-1-text =
    A figure is shown only when it rests on at least 5 employees. The workplace can raise the limit, never lower it.

    A unit with fewer employees is put together with those it belongs to. So are units that could otherwise be worked out by taking figures from each other. We look back a year, so that a unit that wavers around the limit does not come and go.

    Where figures are split by profession or the like, each group must be large enough by itself. And when a unit moves, or a figure is corrected, we hold what is new against what has been shown: if a few employees' figures could be worked out from the difference, the move is refused, and a correction is announced before it is read in.

    A hidden figure never becomes a zero, and it always says so when something is hidden.
about-protection-2 = What we keep
about-protection-2-text =
    About each employee we keep name, title, work mail, unit, job group, working time and roles.

    Absence is kept only as sums for a unit and a month. When absence is read in for each person, it is added up on the way, and the lines are not kept.

    We do not keep:
    - CPR numbers: a file with a column that looks like them is refused
    - diagnoses or the causes of anybody's illness
    - absence talks, case files and medical statements: they belong in the personnel system
about-protection-3 = Who can see what
about-protection-3-text =
    - Employees see initiatives, plans, approved reports and figures of their own unit.
    - Managers, safety and union representatives see the same for their unit and all below it.
    - Committee members see agendas, decisions and reports within their scope.
    - Work environment and HR consultants set up measurements, sources and imports for the whole workplace.
    - Administrators look after accounts and roles. The role alone gives no access to content.

    Every change is written down with name and time, so that one can see who changed what.
about-protection-4 = Wellbeing surveys
about-protection-4-text =
    When you are asked about well-being, nothing that is stored says which answer is yours: the list of who is asked and the box of answers are kept apart by a stamp that your browser hides, and both are mixed each time somebody answers. While a survey is open, whoever runs the server and watches all the time can guess from the time. The page where you answer says how often that succeeds, and what else we cannot promise.

    Results leave the box once, and the rules are locked before the first answer comes in:
    - Means are shown from at least 5 answers, distributions from at least 10. Comments, and figures on bullying, harassment and violence, are shown from at least 20. The workplace can raise the limits, never lower them.
    - A group is hidden when it is too small, or when its figures could be used to work out another group's. We do not say which.
    - Answers that only one or two chose are shown together with the neighbouring answer. Neighbours are shown in the same way, so that it cannot be worked out from theirs.
    - Where all answered nearly alike, a range is given.
    - Before anything is shown, the program proves that the figures together do not give a small group away. What cannot be proven is not shown.

    What we cannot promise: whoever knows beforehand what most of a group answered can conclude the rest. And comments can be recognised by what they say.
about-protection-5 = Cookies
about-protection-5-text = The pages use one cookie: the one that remembers that you are signed in. Fonts, pictures and programs come from the same place as the page itself. Nobody else learns that you are here.
about-accessibility-title = Accessibility statement
about-accessibility-lead = Everybody must be able to use the pages: with a keyboard, a screen reader, magnification or a telephone.
about-accessibility-1 = What the pages conform to
about-accessibility-1-text =
    The pages are built to EN 301 549 and WCAG 2.1 at level AA.

    - Everything can be done with a keyboard, and you can always see where you are.
    - The pages work on a telephone, at 200 percent magnification and without JavaScript.
    - Colour never stands alone: there is always a word or a shape as well.
    - Every picture of figures has a sentence that says what it shows, and a table with the numbers.
    - Reports and descriptions can be downloaded as accessible PDF files (PDF/UA-1).
about-accessibility-2 = What we do not know yet
about-accessibility-2-text =
    The pages are tested automatically whenever the program changes. They have not yet been reviewed by independent experts or by people who use a screen reader every day.

    Files that you put in yourselves, or take out as spreadsheets, may fall short.
about-accessibility-3 = Did you find a fault?
about-accessibility-3-text =
    Write to or call whoever is responsible for the program at your workplace, typically the work environment or HR department. Say which page it was and what you wanted to do. You can always have the content in another way.

    If you are not satisfied with the answer and the workplace is public, you can complain to the Danish Agency for Digital Government, which supervises the law on web accessibility.
about-accessibility-4 = About this statement
about-accessibility-4-text = The statement was written on 21 Nov 2026. It is reviewed at least once a year, and when the pages change much. A public workplace must also make its own statement in the agency's WAS-Tool.
about-methods-title = Sources and methods
about-methods-lead = Where the figures come from, how they are reckoned, and when we say that something has changed.
about-methods-1 = Sources
about-methods-1-text =
    The figures come from the workplace's own systems: pay and absence, recruitment and accounts. Each series has its source and its definition, and they stand below the picture. Series with different definitions are never added together.

    - Sickness absence: days absent in proportion to possible working days, in full-time terms.
    - Staff turnover: leavers in proportion to employees, reckoned in two ways, both named.
    - Applicants: all of them, the qualified ones, and per vacancy. A month without vacancies is missing; it is not zero.
    - Cost of substitutes: kroner, as booked.
about-methods-2 = When an absence spans several months
about-methods-2-text = An absence is divided between the months and units it lies in, and weighted with the working time. Only the sums are kept.
about-methods-3 = The pictures of a series
about-methods-3-text =
    - The line in the middle is the median (run chart) or the mean (XmR chart).
    - The limits of an XmR chart are the mean plus and minus 2.66 times the average difference from month to month. Where there are few days to reckon with, we use a u′ chart, which allows for how many days each figure rests on.
    - A run chart is read by Anhøj's rules: an unusually long run on one side of the median, or unusually few crossings of it.
    - XmR and u′ charts are read by the rules of NHS Making Data Count: a point outside the limits, seven in a row on one side, seven in a row up or down, or two of three close to a limit.

    The rules sometimes point at chance. A signal is therefore a reason to look, not a proof.
about-methods-4 = Corona and other disruptions
about-methods-4-text = Months in which something struck everybody at once are marked in the picture. They do not count in the centre line and the limits, and a report says so when they lie within the months compared. When the way of counting changes, the line is broken.
about-methods-5 = Before and now
about-methods-5-text =
    For a success criterion, “before” is the 12 months before the initiative began in the first place, and “now” is the latest 12 months with figures. The comparison says whether the figure is higher or lower. It does not say whether the initiative did it.
about-methods-6 = The smallest group
about-methods-6-text = All figures pass the same gate before they are shown, printed or downloaded. It is described under “How we protect answers and figures”.
about-help-title = Help
about-help-lead = What most people come for. The names in “quotation marks” stand on buttons and links.
about-help-1 = Write an initiative
about-help-1-text =
    - Go to “{ nav-act }” and choose “{ initiative-new }”.
    - Write the title and choose the unit. The nine fields can be filled in bit by bit.
    - On the page of the initiative you add “{ measures-title }”, “{ sites-title }”, “{ criteria-title }” and “{ follow-ups-title }”.
    - When the initiative is decided, its success criteria are locked. They can still be changed, but the change shows.
about-help-2 = See a figure of your unit
about-help-2-text =
    - Go to “{ nav-listen }” and choose unit and figure.
    - The sentence above the picture says what there is to see. “{ figures-table }” opens the table.
    - The figures can be downloaded as a picture, a spreadsheet or a text file.
about-help-3 = Read figures in
about-help-3-text =
    - The work environment or HR consultant goes to “{ nav-listen }”, chooses “{ imports-title }” at the bottom of the page and then “{ import-new }”.
    - Choose the file, check that the columns are recognised, and look at the totals before you say yes.
    - Lines that cannot be read are shown with number and reason. The rest can be read in all the same.
about-help-4 = Ask with a survey
about-help-4-text =
    - The consultant goes to “{ nav-listen }”, chooses “{ surveys-title }” and “{ survey-new }”. Nobody is asked before the survey opens.
    - The plan shows who can get a result of their own, and what happens on which days. It can be changed until the survey opens.
    - Those who are asked get a link by mail, a card on paper, or they sign in. Who answered what is not stored.
    - When the survey has closed, its page has the results, for the units where enough people answered.
about-help-5 = Find out whether it worked
about-help-5-text =
    - Before you begin: open a success criterion on the page of the initiative and choose “{ planner-see }”. It reckons how large a change the plan can show.
    - Afterwards: choose “{ evaluation-title }” in the same place. The answer is one sentence, and what speaks against it stands beside it.
about-help-6 = Write a status report
about-help-6-text =
    - Open the initiative and choose “{ reports-title }” and “{ report-begin }”: most of it is filled in.
    - Change the text, and write what you have seen yourselves.
    - The manager approves the report. Then words and figures are locked, and it can go on an agenda or be downloaded as PDF.
about-help-7 = Hold a meeting
about-help-7-text =
    - Go to “{ nav-decide }”, choose the committee and choose “{ meeting-new }”.
    - “{ item-new }” puts something on the agenda. Afterwards you write it down under “{ decision-new }”.
    - A decision can give every unit a task. Its page shows which units have done it.
