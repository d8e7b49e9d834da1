# What the bot says when something cannot be done: why, and what to do instead.

refused = This cannot be done now. Please look at the latest message.
refused-not-yours = This is not yours to decide; nothing was changed. If in doubt, ask an administrator.
refused-stale = This message is out of date. Please look at the latest one.
refused-wrong-state = Not possible now: { $state ->
    [accepted] assign it or take it on first
    [dispatched] press “Take on” first
    [handling] it is being worked on
    [pending_survey] it is done already
    [closed] it is closed already
    [withdrawn] the resident has withdrawn it
   *[other] it has moved on, please look at the latest card
}.
refused-not-found = I cannot find this. It may be finished, or it is not here. Your reports: /my; open in a group: /list.
refused-forged = This button does not work any more; nothing was changed. Please use the latest message.
refused-anonymous = I cannot see who you are: switch off “anonymous admin”, then try again.
refused-missing = { $number }: please say in a sentence how it was solved. Reply to the card: done drain cleared, water gone.
refused-too-late = After ten minutes, or once someone has taken it on, you cannot change it yourself. Reply to the message above and say what should change; the people handling it will read it.
refused-ended = { $number } is finished. If something is still wrong, just write to me and I will open a new report.
refused-unbound = This group does not stand for a grid yet. An administrator should send /bind and the grid’s code here, for example /bind YX010101.
refused-invitation = This invitation was used or has expired. Please ask an administrator for a new one.
refused-hazard = { $number } concerns safety and cannot just be dropped. If it is over, reply “没事了” (it is over); the people on duty will read it.
refused-stays-danger = { $number } concerns safety, so its category cannot be changed here. If it is over, reply “没事了” (it is over); the people on duty will read it.
refused-enough-asked = The resident has been asked { $count } times about { $number }. Please go on with what is known.
refused-extended-already = { $number } was given more time once already. If it cannot be done, please report it up.
refused-overrun = { $number } is due already, so it cannot be given more time. Please act now, or report it up.
refused-private-first = This can only be read in private. Please tap my picture, write me a word, then press again.
