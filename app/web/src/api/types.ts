/** The service's shapes under short names; they are generated from its OpenAPI document. */
import type { components } from "../../generated/schema";

type Schemas = components["schemas"];

export type Invitation = Schemas["InvitationView"];
export type Attempt = Schemas["AttemptView"];
export type Item = Schemas["ItemView"];
export type Answer = NonNullable<Item["response"]>;
export type IntegrityEvent = Schemas["EventIn"];
export type NotedEvent = Schemas["EventOut"];
export type Results = Schemas["ResultsOut"];
export type ItemResult = Schemas["ItemResult"];
export type AboutYouQuestions = Schemas["DemographicQuestions"];
export type PracticeTask = Schemas["PracticeTask"];
export type EarlierSubmission = Schemas["EarlierSubmission"];
export type Submission = Schemas["SubmissionOut"];

export type Me = Schemas["Me"];
export type AssessmentSummary = Schemas["AssessmentSummary"];
export type Assessment = Schemas["AssessmentOut"];
export type Invited = Schemas["InvitationOut"];
export type Figure = Schemas["Figure"];
export type ScoreSummary = Schemas["AssessmentSummaryOut"];
export type ItemStatistics = Schemas["ItemStatistics"];
export type ItemUsage = Schemas["ItemUsage"];
export type Calibration = Schemas["CalibrationOut"];
export type FairnessState = Schemas["FairnessState"];
export type FairnessReading = Schemas["FairnessOut"];
export type FairnessTable = Schemas["TableOut"];
export type AttemptSummary = Schemas["AttemptSummary"];
export type ComparedAttempt = Schemas["ComparedAttempt"];
export type Scale = Schemas["Scale"];
export type Note = Schemas["NoteOut"];
export type AttemptReport = Schemas["AttemptReport"];
export type ItemReport = Schemas["ItemReport"];
export type SubmissionReport = Schemas["SubmissionReport"];
export type PartScore = Schemas["PartScore"];
export type ReviewSummary = Schemas["ReviewSummary"];
export type Review = Schemas["ReviewView"];
export type Blueprint = Schemas["Blueprint"];
export type PackagedBlueprint = Schemas["BlueprintOut"];
export type FormPreview = Schemas["FormPreview"];
export type InvitationRow = Schemas["InvitationRow"];
export type Person = Schemas["InvitationIn-Input"];
export type AssessmentChange = Schemas["AssessmentPatch"];
export type PeopleFile = Schemas["PeopleFile"];
