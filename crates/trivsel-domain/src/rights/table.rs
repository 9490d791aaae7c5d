//! The one table of rights: a row a right, a column a role or a part. What no row names is nobody's.

use crate::person::Role;

/// What can be asked for. Rights "of a unit" are asked with that unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Right {
    /// See the tree of units.
    ReadUnits,
    /// See the persons of a unit.
    ReadPersons,
    /// Open, move and close units; add, change and end employments; import both.
    ChangeOrganisation,
    /// Give roles, open and close accounts, erase persons, run the trail and the backup.
    ChangeAccounts,
    /// Read the trail of changes of the whole organisation.
    ReadAudit,
    /// See how many were written to about what, and whether mails get through.
    ReadNotices,
    /// See a committee of a unit: members, meetings, agendas, decisions.
    ReadCommittee,
    /// Change a committee of a unit: its name, its members, its meetings.
    ChangeCommittee,
    /// Put points on the agendas of a committee, change, order and remove them.
    ChangeAgenda,
    /// Write down what a committee decided, with the tasks its decisions set.
    WriteMinutes,
    /// Say that a unit's task is done.
    ReportUnitTask,
    /// See policies and goals.
    ReadPolicies,
    /// Change policies and goals.
    ChangePolicies,
    /// Add a goal quoted from a policy, for an initiative of one's own to serve.
    AddGoals,
    /// Read an initiative of a unit.
    ReadInitiative,
    /// Write and change an initiative of a unit.
    ChangeInitiative,
    /// Put forward an idea for an initiative in a unit, for its manager to decide.
    ProposeInitiative,
    /// Change the measures of an initiative of a unit.
    ChangeMeasures,
    /// Set up, change and stop the follow-ups of an initiative of a unit.
    ChangeFollowUps,
    /// Move an initiative of a unit to another state.
    DecideInitiative,
    /// Write what came of a follow-up in a unit.
    WriteFollowUp,
    /// Write a status report for a unit.
    WriteReport,
    /// Approve and freeze a status report for a unit.
    ApproveReport,
    /// Read the plans of a unit.
    ReadPlans,
    /// Write the plans of a unit, and say what came of them.
    ChangePlans,
    /// Agree to a plan as a manager of its unit.
    AgreeToPlan,
    /// Agree to a plan for the employees of its unit.
    AgreeToPlanForEmployees,
    /// See a unit's published figures.
    ReadFigures,
    /// Set up indicators, series and imports of figures.
    ChangeFigures,
    /// Say which months of a unit can be compared with no others.
    ChangeDisruptions,
    /// See which surveys there are.
    ReadSurveys,
    /// Set up and launch surveys.
    ChangeSurveys,
    /// See which questionnaires there are and what they ask.
    ReadQuestionnaires,
    /// Write, import and publish questionnaires.
    ChangeQuestionnaires,
    /// Change whom the organisation says one can ring now.
    ChangeCrisisLines,
    /// Lay the workplace's own text over a page that is shipped.
    ChangeModels,
    /// Say that a rule of law was looked at, and leave one out.
    ChangeLegalRules,
    /// Look at the tools of others, correct and hide them; see what was looked for in vain.
    EditToolbox,
    /// Stand for an answer of the toolbox, under one's own name.
    ApproveAnswer,
    /// Add tools and guidelines of the workplace's own, for a unit and all below.
    AddOwnTool,
    /// Propose a tool from outside, for an editor to take in.
    ProposeTool,
    /// See which units use a tool, and how it goes.
    ReadToolNotes,
    /// Say for a unit that it uses a tool, and how it goes.
    WriteToolNote,
    /// Begin, in a unit, to look at whether one is ready.
    BeginStart,
    /// See the workshops of a unit, and their boards when they are over.
    ReadWorkshops,
    /// Set up and lead workshops of a unit.
    ChangeWorkshops,
    /// Make the workplace's own kinds of boards.
    ChangeBoardKinds,
    /// See what must come again in a unit, and when.
    ReadDuties,
    /// Switch duties on and off, and set up the workplace's own.
    ChangeDuties,
    /// Say that a duty was held in a unit, or why it was not.
    SettleDuty,
    /// Read a unit's workplace assessment that was agreed.
    ReadAssessment,
    /// Write a unit's workplace assessment and its yearly talk.
    ChangeAssessment,
    /// Agree to a unit's workplace assessment for the management.
    AgreeAsManager,
    /// Agree to a unit's workplace assessment for the staff.
    AgreeAsStaff,
    /// Report something that is wrong with the working environment in a unit.
    ReportToUnit,
    /// Hand over what somebody of a unit answers for when they leave.
    HandOver,
    /// Take everything of the organisation out in open formats.
    ExportOrganisation,
    /// A right somebody has just thought of.
    #[cfg(test)]
    OfTomorrow,
}

/// The part somebody has in one initiative or one committee. It gives rights in that one alone, whatever roles the person has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Participation {
    /// is named as the one who leads an initiative
    Lead,
    /// leads it together with the lead, and is safety or union representative
    RepresentingCoLead,
    /// leads it together with the lead, and represents nobody
    CoLead,
    /// formand of a committee
    Chair,
    /// næstformand of a committee
    ViceChair,
    /// sekretær of a committee
    Secretary,
    /// medlem of a committee
    Member,
}

impl Participation {
    /// Every part.
    pub const ALL: [Self; 7] = [
        Self::Lead,
        Self::RepresentingCoLead,
        Self::CoLead,
        Self::Chair,
        Self::ViceChair,
        Self::Secretary,
        Self::Member,
    ];

    /// Its letter in tables of rights. Roles have capitals, parts have small letters.
    pub const fn letter(self) -> char {
        match self {
            Self::Lead => 'l',
            Self::RepresentingCoLead => 'r',
            Self::CoLead => 'c',
            Self::Chair => 'f',
            Self::ViceChair => 'v',
            Self::Secretary => 's',
            Self::Member => 'm',
        }
    }

    /// Does the part carry the right, in the one thing it is a part in?
    pub fn carries(self, right: Right) -> bool {
        is_named(right, self.letter())
    }
}

impl Role {
    /// Does the role carry the right, somewhere? The one table behind every page and every call.
    pub fn carries(self, right: Right) -> bool {
        is_named(right, self.letter())
    }
}

fn is_named(right: Right, letter: char) -> bool {
    ROWS.iter()
        .any(|row| row.right == right && (row.roles.contains(letter) || row.parts.contains(letter)))
}

struct Row {
    right: Right,
    roles: &'static str,
    parts: &'static str,
}

/// Who has a right is written out, letter by letter, and nothing here is "everybody but": a right that is added later reaches those its
/// row names, and a right without a row reaches nobody.
///
/// Roles: E employee, M manager, S safety rep, U union rep, C coordinator, K committee member, F facilitator, D editor, P partner,
/// A administrator. Parts: l lead, r co-lead who is safety or union rep, c other co-lead, f chair, v vice chair, s secretary, m member.
#[rustfmt::skip] // It is a table only while its columns stand below each other.
const ROWS: [Row; 57] = {
    use Right::*;
    [
        //                         EMSUCKFDPA    lrcfvsm
        row(ReadUnits,            "EMSUCKFD.A", "......."),
        row(ReadPersons,          ".M..C....A", "......."),
        row(ChangeOrganisation,   "....C....A", "......."),
        row(HandOver,             ".MSUC.....", "......."),
        row(ChangeAccounts,       ".........A", "......."),
        row(ReadAudit,            "....C....A", "......."),
        row(ReadNotices,          "....C....A", "......."),
        row(ReadCommittee,        ".MSUCK....", "...fvsm"),
        row(ChangeCommittee,      ".M..C.....", "......."),
        row(ChangeAgenda,         ".M..C.....", "...fvs."),
        row(WriteMinutes,         ".M..C.....", "...fvs."),
        row(ReportUnitTask,       ".MSUC.....", "......."),
        row(ReadPolicies,         "EMSUCKFD..", "......."),
        row(ChangePolicies,       "....C.....", "......."),
        row(AddGoals,             ".M..C.....", "......."),
        row(ReadInitiative,       "EMSUCK....", "lrc...."),
        row(ChangeInitiative,     ".M..C.....", "l......"),
        row(ProposeInitiative,    "EMSUC.....", "......."),
        row(ChangeMeasures,       ".M..C.....", "lr....."),
        row(ChangeFollowUps,      ".M..C.....", "lr....."),
        row(DecideInitiative,     ".M........", "......."),
        row(WriteFollowUp,        ".MSUC.....", "lr....."),
        row(WriteReport,          ".M..C.....", "lr....."),
        row(ApproveReport,        ".M........", "......."),
        row(ReadPlans,            "EMSUC.....", "......."),
        row(ChangePlans,          ".MSUC.....", "......."),
        row(AgreeToPlan,          ".M........", "......."),
        row(AgreeToPlanForEmployees, "..SU......", "......."),
        row(ReadFigures,          "EMSUCK....", "......."),
        row(ChangeFigures,        "....C.....", "......."),
        row(ChangeDisruptions,    ".M..C.....", "......."),
        row(ReadSurveys,          "EMSUCK....", "......."),
        row(ChangeSurveys,        "....C.....", "......."),
        row(ReadQuestionnaires,   ".MSUCK....", "......."),
        row(ChangeQuestionnaires, "....C.....", "......."),
        row(ChangeCrisisLines,    "....C..D..", "......."),
        row(ChangeModels,         "....C..D..", "......."),
        row(ChangeLegalRules,     "....C..D..", "......."),
        row(EditToolbox,          "....C..D..", "......."),
        row(ApproveAnswer,        ".......D..", "......."),
        row(AddOwnTool,           ".M..C..D..", "......."),
        row(ProposeTool,          "........P.", "......."),
        row(ReadToolNotes,        "EMSUCKFD..", "......."),
        row(WriteToolNote,        ".MSUC.....", "......."),
        row(BeginStart,           ".MSUC.....", "......."),
        row(ReadWorkshops,        "EMSUC.F...", "......."),
        row(ChangeWorkshops,      ".M..C.....", "......."),
        row(ChangeBoardKinds,     "....C.....", "......."),
        row(ReadDuties,           "EMSUCK....", "......."),
        row(ChangeDuties,         "....C.....", "......."),
        row(SettleDuty,           ".MS.C.....", "......."),
        row(ReadAssessment,       "EMSUCK....", "......."),
        row(ChangeAssessment,     ".MS.C.....", "......."),
        row(AgreeAsManager,       ".M........", "......."),
        row(AgreeAsStaff,         "..S.......", "......."),
        row(ReportToUnit,         "EMSUCK....", "......."),
        row(ExportOrganisation,   ".........A", "......."),
    ]
};

const fn row(right: Right, roles: &'static str, parts: &'static str) -> Row {
    Row { right, roles, parts }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_right_is_nobodys_until_a_row_says_so() {
        for role in Role::ALL {
            assert!(!role.carries(Right::OfTomorrow), "{role:?}");
        }
        for part in Participation::ALL {
            assert!(!part.carries(Right::OfTomorrow), "{part:?}");
        }
    }

    #[test]
    fn a_right_has_one_row_and_every_letter_stands_in_its_own_column() {
        for (index, row) in ROWS.iter().enumerate() {
            let again = ROWS.iter().skip(index + 1).any(|other| other.right == row.right);
            assert!(!again, "{:?} stands twice", row.right);
            let columns = |letters: &str, named: &str| {
                named.chars().count() == letters.chars().count()
                    && named
                        .chars()
                        .zip(letters.chars())
                        .all(|(here, own)| here == own || here == '.')
            };
            let roles: String = Role::ALL.iter().map(|role| role.letter()).collect();
            let parts: String = Participation::ALL.iter().map(|part| part.letter()).collect();
            assert!(columns(&roles, row.roles), "{:?}: {}", row.right, row.roles);
            assert!(columns(&parts, row.parts), "{:?}: {}", row.right, row.parts);
        }
    }

    #[test]
    fn a_partner_has_no_right_to_anything_of_the_organisation() {
        for row in &ROWS {
            // What a partner has is about what they bring themselves.
            let is_own = row.right == Right::ProposeTool;
            assert_eq!(Role::Partner.carries(row.right), is_own, "{:?}", row.right);
        }
    }

    #[test]
    fn nobody_decides_or_approves_by_having_a_part() {
        for part in Participation::ALL {
            for right in [
                Right::DecideInitiative,
                Right::ApproveReport,
                Right::ChangeCommittee,
                Right::ReadPersons,
            ] {
                assert!(!part.carries(right), "{part:?} {right:?}");
            }
        }
    }
}
