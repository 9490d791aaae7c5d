//! One type per kind of id, so that they cannot be swapped.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)+) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Uuid::parse_str(text).map(Self)
            }
        }
    )+};
}

ids! {
    /// The tenant. First in every key.
    OrganisationId;
    /// A unit of the organisation's dated tree.
    UnitId;
    /// One dated place of a unit in the tree.
    UnitPlacementId;
    /// A person employed by, or known to, the organisation.
    PersonId;
    /// One employment of a person in a unit.
    EmploymentId;
    /// One dated role of a person.
    RoleAssignmentId;
    /// A committee, leader meeting or trio.
    CommitteeId;
    /// One dated seat in a committee.
    CommitteeMemberId;
    /// A meeting of a committee.
    MeetingId;
    /// A point on a meeting's agenda.
    AgendaItemId;
    /// A look at whether what was anchored still holds.
    AnchorCheckId;
    /// A point a forum takes up again and again.
    StandingItemId;
    /// A decision taken at a meeting.
    DecisionId;
    /// A start of two people.
    StartId;
    /// A place a unit gave itself on the stairs.
    StairPlacementId;
    /// A line of those whom people can ring now.
    CrisisLineId;
    /// What a unit tells of using a tool.
    ToolNoteId;
    /// A dated policy.
    PolicyId;
    /// A goal quoted from a policy.
    GoalId;
    /// An initiative.
    InitiativeId;
    /// A measure (sub-initiative) of an initiative.
    MeasureId;
    /// A unit where an initiative runs.
    SiteId;
    /// One drawing of lots about who begins when.
    LotId;
    /// A measurable success criterion of an initiative.
    SuccessCriterionId;
    /// A kept evaluation of a success criterion.
    EvaluationId;
    /// Something left out of a criterion's evaluations.
    ExclusionId;
    /// A milestone of an initiative.
    MilestoneId;
    /// A recurring follow-up of an initiative.
    FollowUpId;
    /// What was written at one follow-up.
    FollowUpNoteId;
    /// A status report of an initiative.
    StatusReportId;
    /// What somebody narrows a list to again and again.
    SavedFilterId;
    /// A questionnaire.
    QuestionnaireId;
    /// One version of a questionnaire.
    QuestionnaireVersionId;
    /// An indicator.
    IndicatorId;
    /// One series of an indicator: source and definition.
    SeriesId;
    /// A definition break on a series.
    SeriesEventId;
    /// A dated disruption.
    DisruptionId;
    /// A saved mapping of a file's layout.
    ImportSourceId;
    /// One import.
    ImportId;
    /// A survey.
    SurveyId;
    /// What left a survey's box, at closing.
    PublicationId;
    /// One line of the audit trail.
    AuditEntryId;
    /// A plan of a unit.
    PlanId;
    /// A line of a plan.
    PlanLineId;
    /// What came of looking at a plan.
    PlanLookId;
    /// Work that is done in the background.
    JobId;
    /// A file that was uploaded and waits.
    UploadId;
    /// A workshop.
    WorkshopId;
    /// A line of a workshop's programme.
    ProgrammeItemId;
    /// A group at a workshop.
    WorkshopGroupId;
    /// A kind of boards an organisation has made.
    BoardKindId;
    /// A device that is at a workshop.
    SeatId;
    /// A group's board.
    BoardId;
    /// A note on a board.
    NoteId;
    /// Something a unit takes along from looking back.
    LessonId;
    /// A theme that lessons are gathered under.
    LessonThemeId;
    /// A text that came too late to a board, kept for whoever typed it.
    DraftId;
    /// Something that must come again.
    DutyId;
    /// One time a duty was settled in a unit.
    OccurrenceId;
    /// A large change of a unit.
    UnitChangeId;
    /// A workplace assessment.
    AssessmentId;
    /// Something found in an assessment.
    AssessmentFindingId;
    /// Something that was reported in a unit.
    UnitReportId;
    /// A yearly work-environment talk.
    YearlyTalkId;
}
