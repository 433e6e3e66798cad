// English for what the platform refuses (拒绝原因的英文), by its code; read only where somebody works in English. What the platform itself said stands behind
// it in brackets, for it names the number, the day or the person. A code nobody wrote down yet is told by its status alone.
const TEXTS = `
sign-in-refused: Account or password is wrong, or the account cannot sign in now; several wrong passwords lock it for a while
unauthenticated: Please sign in first
account-not-in-force: The account is not in force yet: change the first password, or wait until the security officer grants a role
role-required: Your roles do not allow this
forbidden: You may not do this
outside-scope: This lies outside what your account may see
csrf: The page is out of date; reload it and try again
token-scope: The token does not cover this operation
request-open: The same request is still under way or left no answer; look first whether it was done
idempotency-key-reused: This key was used for another request
not-found: There is no such address
busy: The platform is busy; try again shortly
store-unavailable: The database does not answer; nothing was saved. Try again when it is back
store-failure: The data store does not answer now; try again later
outcome-unknown: The database broke off while saving: look whether it was saved before you do it again
too-large: This is too large
unsupported-media-type: This kind of content is not taken
malformed-json: The request cannot be read
bad-request: The request cannot be read
bad-parameter: A parameter cannot be read
illegal-move: The record is not in a state that allows this
version: Somebody changed the record meanwhile; read it again
if-match: The version of the record is missing or wrong; read it again
changed: Somebody changed the record meanwhile; read it again
required: Please fill this in
body-missing: The request has no content
limit: The limit lies outside what is allowed
cursor: This page of the list is not known; begin at the first
text-required: Please write a few words
text-too-long: The text is too long
too-long: The text is too long
day: A day is written like 2026-03-01
note: Please give the reason
format: This format is not offered
file-type: Files of this type are not taken
file-required: Please choose a file
empty-file: The file is empty
too-many: Too many at once; try again later
too-many-rows: Too many rows; narrow the choice
no-documents: Documents cannot be written now; try again later
documents-away: Documents cannot be written now; try again later
token-expires: Say when the token ends, two years from now at most
no-machine: Tokens are for machine accounts only
no-person: A machine account has no password
machine-password: A machine account has no password
token-not-found: There is no such token
token-label: Say what the token is for
token-operations: List what the token may do, e.g. hazard.read
account-not-found: There is no such account
account-taken: This account exists already
account-name: An account has 2 to 40 lower-case letters, digits, dots or hyphens and begins with a letter
account-kind: An account is a person's or a machine's
account: Please fill in the account
display-name: Please fill in the name
not-oneself: Not for one's own account; somebody else has to do it
last-admin: The last administrator stays
last-security: The last security officer stays
last-auditor: The last auditor stays
roles-apart: Administrator, security officer and auditor are three different people, and the last two hold no other role
unknown-role: There is no such role
grant: Say which roles and which scope
weak-password: The password is too weak: long enough, and three of capitals, small letters, digits and signs
same-password: The new password is the old one
password: Please fill in the password
session-not-found: There is no such session, or it has ended
set-up-code: The set-up code is wrong or used
first-account-taken: Somebody has taken this account already
no-demo-here: This platform cannot become a demo; start it with --demo
admin-name: Please fill in the administrator's name
county-name: Please fill in the county's name
county-city: Please fill in the city
county-code: The division code has 6 or 12 digits
purpose: Choose the demo or the real thing
attachments-missing: Attachments are still missing; wait until all have arrived
attachment-unknown: There is no such attachment; upload it again
attachment-bound: The attachment belongs to another record; upload it again
attachment-not-found: There is no such attachment
macros: The file holds macros and is not taken
unsafe-archive: The office file is not taken as it is; save it anew
media-type: The content is not what its type says
file-name: The file needs a name
upload-not-found: There is no such upload, or it has ended; begin again
upload-busy: Another part of the file is on its way
upload-offset: Go on from where the platform stands
uploads-open: Too many uploads are unfinished
set-full: All files of this set have arrived
set-not-found: There is no such set of files
criterion-required: A major hazard cites a clause of a published criterion (Work Safety Law, art. 118)
area-code: A division code has 12 digits
cell-code: A cell has the 12 digits of its division and 2 to 4 more
credit-code: A credit code has 18 characters
phone: A telephone number has 5 to 20 digits
contact-field: There is no such contact
unit-circle: A unit cannot lie below itself
position-dates: The end lies before the beginning
position-held: This person holds it already
industry: The industry is a four-digit class of GB/T 4754-2017
departments: Twelve departments at most
degrees: Longitude and latitude go together
coordinates: Longitude and latitude go together
closing-day: The last day cannot lie in the future
not-empty: There is still something in it
closed: It is closed already
open: It is not closed
exists: The directory has it already; open it to change it
directory-id: An id has 1 to 60 letters, digits, dots or hyphens
directory-text: The text is too long or missing
directory-missing: Please fill this in
directory-unknown: The directory does not know this
directory-closed: This is closed in the directory
cell-not-found: There is no such cell
unit-not-found: There is no such unit
enterprise-not-found: There is no such enterprise
no-phone: No telephone number is kept
subject-missing: Your account sees a part only: say which record
subject: A record is written kind/number
until: The end lies before the beginning
range: The range runs from small to large, beginning with 1
fact-pattern: A fact is written hazard.accepted or hazard.*
entry-not-found: There is no such journal entry
checkpoint-not-found: There is no such checkpoint
not-yet-covered: No checkpoint covers it yet; sign one first
checkpoint-order: The checkpoints are in the wrong order
journal-empty: The journal is empty
journal-continues: The journal continues its last checkpoint; nothing is to be explained
journal-contradicts-checkpoint: The journal contradicts its checkpoint: secure the machine and run ./run verify
reason-missing: Please give the reason
parked-not-found: There is no such parked entry; it may have been done
parked-waits: It waits behind an earlier entry of the same record
replay-failed: It failed again
listener-not-running: The listener does not run; start it first
parking-not-found: There is no such parking place
route-not-found: There is no such route
setting-not-found: There are no such settings
setting-unknown: There is no such setting
setting-name: A name has 1 to 40 lower-case letters, digits or hyphens
setting-file: It is written in a file on the server and removed there
setting-role: Another role changes this setting
setting-text: The text is too long or has a line break
setting-choice: Not one of the choices
setting-switch: On or off
setting-number: Not a number within its bounds
settings-fixed: Settings are changed in files here
plugin-file: This is no plugin
plugin-signature: The signature fits none of the keys
plugin-not-found: There is no such plugin
map-name: Please name the map
map-system: Say which coordinates the file uses
map-approval: A published map needs its approval number (Map Regulations, art. 15)
map-size: The file is larger than 20 MB; simplify the boundaries
map-format: A map is a GeoJSON FeatureCollection
map-features: The map has too many or no shapes
map-feature: A shape cannot be read
no-boundaries: No boundaries have been imported yet
demo-code: The demo code is wrong
demo-filling: The demo is still being filled; wait a few seconds
no-demo-account: Only demo accounts change into each other
template-tags: The template cannot be used yet
template-not-found: There is no such template
template-macro: The template holds macros
template-external: The template refers to something outside
template-part: The template holds something that is not supported
template-kind: This is no Word document
no-font: No Chinese font is installed; no PDF can be written
glyph-missing: The fonts lack some of these characters
sheet-heading: The sheet lacks columns; compare it with the template
sheet-encrypted: The sheet has a password; take it off
sheet-macro: A sheet with macros is not taken
file-no-sheet: This is no Excel sheet
file-too-large: The file is too large; import it in parts
report-not-found: There is no such report
hazard-not-found: There is no such hazard
not-a-picture: Photos are JPEG, PNG or WebP
photo-required: Add a photo
photo-used-twice: The same photo twice; take another
too-many-photos: Too many photos
risk-unit-unknown: There is no such risk unit
self-check-only: Enterprises register what they found themselves
hazard-source: This is no source of a hazard
hazard-category: This is no category of a hazard
funds-negative: Funds cannot be negative
funds-format: Funds are a text or an amount
grade-required: Choose the grade
mode-required: Choose how it is rectified
criterion-unknown: There is no such criterion
criterion-not-in-force: The criterion is not in force
criterion-sector: The criterion is for another trade
criterion-not-general: What a criterion calls major is not a general hazard
major-by-deadline: A major hazard is rectified by a plan with a deadline
recurring-by-deadline: A recurring hazard is rectified by a plan with a deadline
deadline-past: The deadline lies in the past
deadline-format: A deadline is a day, like 2026-12-31
deadline-without-plan: The deadline belongs into the plan
extension-too-long: The extensions are too long together
extension-deadline: The new deadline must lie behind the old one
extension-outdated: The deadline asked for has passed; it must be asked for anew
same-rectifier: This person rectifies it already
merged-into-itself: It cannot be merged into itself
merged-into-ended: It can be merged only into one that is open
upgrade-to-major: It can only be raised to major, with a clause
six-parts: The plan of a major hazard lacks one of its six parts
five-guarantees: The plan lacks measures, responsible person, funds, deadline or contingency
look-back-day: Say when to look back
look-back-past: The day of looking back lies in the past
in-the-future: The day lies in the future
looked-back: One looks back after it was closed
plan-unchanged: Nothing of the plan was changed
rectifier-is-acceptor: Who rectified it cannot accept it
assessor-is-approver: Who assessed it cannot approve it
leader-required: A leader approves this one
assessment-required: Assess the inherent and the residual risk
residual-above-inherent: The residual risk is above the inherent one
score-mismatch: The score is not what its factors give
event-required: Name at least one risk event
measure-required: Name at least one measure
measure-kind: Choose the kind of measure
open-hazards: Hazards of it are still open
approved-on: Say when it was approved
check-done: This check has been made
stock-required: Name at least one substance and its amount
substance-unknown: The substance is not in the table
people-required: Say how many people may be exposed
team-required: Choose the inspectors
team-too-small: An inspection needs two officers (Administrative Penalty Law, art. 42)
team-twice: The same person twice
not-of-the-team: You are not of the team
card-not-shown: Confirm that the cards were shown (Work Safety Law, art. 67)
visit-time: The end lies in the future; look at the phone's clock
fix-required: Record where it was
item-unanswered: An item has no answer
item-note: Say what is wrong
item-deadline: Say until when
sender-is-reviewer: Who sent it cannot review it
drafter-is-approver: Who drafted it cannot approve it
applicant-is-approver: Who asked for it cannot approve it
same-person: Somebody else has to do this
plan-empty: The plan is empty
plan-day: The day lies in the past
target-required: Say what is inspected
draw-officers: Two officers at least for each
draw-recusals: Too few officers are left
draw-wanted: More are wanted than there are
stop-day: Say when work stopped
restart-check: Name the check of the restart
identity-in-text: The text tells who reported; take that out
finding-required: Choose the finding
kind-required: Choose the kind
government-check: The government investigates where somebody died (Work Safety Law, art. 73)
message-not-found: There is no such message
notice-not-found: There is no such notice
not-your-contact: One keeps one's own contacts only
channel: There is no such channel
address: This is no address of the channel
list-empty: The list has no lines yet
unit-unknown: There is no such unit
duty-kind-unknown: There is no such kind of duty
rhythm: Choose the rhythm
device-not-found: There is no such device
device-exists: This device exists already
device-id: A device id has 3 to 40 letters, digits, hyphens
device-refused: The device is not registered or is switched off
device-away: The device is not connected
point-exists: The device has this point already
point-name: A point has 1 to 40 letters, digits, hyphens
unknown-device: There is no such device
unknown-series: There is no such series
unknown-rule: There is no such rule
unknown-account: There is no such account
unknown-enterprise: There is no such enterprise
series-not-found: There is no such series
no-reading: There is no reading yet
measuring-range: The upper end must lie above the lower one
resolution: The resolution is above 0
unit: This unit is not known
kind: There is no such kind
rule-kind: The kind of a rule stays; make another
rule-series: The series of a rule stays; make another
limit-required: Fill in the limit
hysteresis: The hysteresis cannot be negative
delay: The delay lies outside its bounds
timeout: The time lies outside its bounds
schedule: One to ten spans, or none for always
ladder: One to three steps
ladder-priority: A step has a higher priority than the one before
ladder-after: A step comes later than the one before
second-person: A second person has to do this
asker-only: Only who asked can take it back
shelf-length: Say for how long, a minute at least
shelf-requested: One is waiting for approval already
service-until: Say when service comes back
numbers: One to two hundred at once
still-unusable: It still cannot be used
still-parked: It still cannot be used
not-recorded: It is not recorded yet, the database is away
nothing-to-correct: Nothing to correct in this time
too-many-readings: Too many readings; take a shorter time
priority: There is no such priority
time: A time is written 08:00
hold-not-found: There is no such hold
retention: Written unit=days
csv: A line cannot be read
scenario: There is no such scenario
not-at-once: It is rectified by a deadline: make the plan first, then hand it in
already-major: It is a major hazard already
not-major: It is no major hazard
regrading-pending: A request to lower its grade is waiting
no-regrading-request: No request to lower its grade is waiting
look-back-there: Looking back is arranged already
no-look-back: Looking back has not been arranged yet
photo-pair-missing: The photos from before are missing; return it to be handed in with them
extension-limit: It has been extended as often as allowed
extension-pending: A request for more time is waiting
no-extension-request: No request for more time is waiting
extension-too-late: More time has to be asked for earlier than this
requester-is-approver: Who asked for it cannot approve it
reviewer-is-approver: Who reviewed it cannot approve it
proposer-is-approver: Who proposed it cannot approve it
proof-required: Say what proves it
not-ready: It is not ready for this yet
vetoed: It has been vetoed
not-vetoed: It has not been vetoed
not-true: The report was found untrue; there is no award
not-first: Only the first report of a matter is awarded
known-before: It was known before the report; there is no award
hazard-there: A hazard has been made of it
hazard-not-verified: It can be published once it is verified
hazard-unknown: There is no such hazard
collect-running: The award may still be collected
fine-not-effective: The award is reckoned when the penalty is in force
method-none: There is no method in force
method-not-draft: Only a draft can be put in force
criterion-title: There is a criterion of this name
campaign-exists: The code of the campaign is taken
certificate-known: It is registered already; renew it there
entry-known: It is registered already; go on there
start-unknown: There is no such number; check it, or give a day
draw-twice: Somebody or some enterprise stands in the list twice
visit-required: Say who was inspected and what was found
sheet-unknown: There is no such check sheet in force
stock: One substance a line: its name and the tonnes
alarm-calls: It calls still: acknowledge it first
not-yet: It has not run out yet
cause-rule: A rule cannot suppress itself
declared: This suppression by design has been declared already
own-report: One does not judge one's own report
hander-is-acceptor: Who handed it in cannot accept it
raiser-is-ruler: Who raised the dispute cannot rule on it
claimant-unheard: Some of the units have not been heard yet
not-a-claimant: This unit is no party to the dispute
dispute-open: A dispute about it waits for its ruling already
not-of-the-bearer: For the bearer, an assistant of the bearer, or people of the unit
not-the-bearer: For the bearer or an assistant of the bearer
not-the-holder: For the bearer alone
not-assistant: For who chairs, an assistant, or the planners
assistant-never-signs: An assistant may enter it, never sign it
enterer-is-signer: Who entered it cannot sign it
submitter-is-approver: Who handed it in cannot approve it
answerer-is-checker: One does not check one's own answer
not-in-force: Only what is in force can be revised
list-not-in-force: The list is not in force
list-in-force: There is a list in force for this year already
frozen: It is frozen; its result does not change any more
year-not-over: The year is not over; it freezes by itself
not-compared: Try the rules first, so that old and new stand side by side
rule-in-force: This edition is in force or ended; draft a new one
rule-drafted: There is a draft already
same-rule: This edition is in force; there is none older to compare
no-score-rule: No scoring rule is in force that day
no-holder: Nobody with an account held the post that day
duty-kind: This duty is performed by real work, counted by itself
files-required: Add 1 to 20 files
resolution-done: It is done already
meeting-time: The time is what it was
draft-required: Write the paper first
addressee: Choose to whom it goes
addressee-required: For the addressee; what came back on paper is entered by the duty officer
deadline-passed: The deadline of the draft has passed; draft it anew
filed-already: It has been filed with the superior already
kind-fixed: The kind of a paper stays; withdraw it and draft another
kind-ended: This kind of paper is no longer used
listing-too-long: The deadline of a listed case is too far away
month-reported: This month has been reported already
revoked-already: It has been revoked already
objected-already: Somebody has objected already; one may object once
objection-too-late: The time to object is over
no-objection: No objection waits for an answer
objector-is-answerer: One does not answer one's own objection
self: Whoever is held to account keeps out of it
raiser-is-verifier: Whoever raised it does not verify it
proposer-is-decider: Whoever proposed does not decide
executor-is-closer: Whoever carried it out does not close it
days-backwards: The days are out of order
day-ahead: The day lies in the future
fine-is-no-cause: A fine is no cause for points (Administrative Penalty Law, art. 74)
fines-never-count: Fines are no measure of performance (Administrative Penalty Law, art. 74)
plugin-refused: The plugin could not be started and was taken back
not-a-demo: This is the real thing; it is not emptied
device-missing: Your account sees a part only: say which device
scope: This holds for everything, and your account sees a part only
`
const BY_STATUS = { 400: 'The request cannot be read', 401: 'Please sign in first', 403: 'You may not do this', 404: 'There is no such record', 409: 'This cannot be done now', 412: 'Somebody changed the record meanwhile; read it again', 413: 'This is too large', 422: 'Something filled in is not right', 500: 'The platform failed', 503: 'The platform cannot answer now' }
const REASONS = Object.fromEntries(TEXTS.trim().split('\n').map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]))

/** The English of why a move cannot be made now; `roles`: who may, as people read it. */
export function englishWhyNot(code, detail, roles) {
  if (code === 'role-required') return `For the ${roles}`
  if (code === 'illegal-move') return 'Not possible in the state it is in now'
  return english(code, 409, detail)
}

/** The English of a refusal, with what the platform itself said. */
export function english(code, status, detail) {
  const text = REASONS[code] ?? (code.endsWith('-not-found') ? 'There is no such record' : BY_STATUS[status] ?? 'Refused')
  return detail ? `${text} (${detail})` : text
}
