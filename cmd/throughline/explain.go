package main

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"strings"

	"throughline.app/assets/words"
	"throughline.app/carry"
	"throughline.app/cluster"
	"throughline.app/cmd/throughline/laptop"
	"throughline.app/crdt"
	"throughline.app/picture"
	"throughline.app/render"
	"throughline.app/storage"
	"throughline.app/sync/lan"
	"throughline.app/sync/moment"
	"throughline.app/workshop"
)

// explanations is the one place where an error becomes a sentence and a next step. The
// first that matches counts.
var explanations = []struct {
	is             error
	sentence, next string
}{
	{laptop.ErrUnsaved, "The last changes could not be saved: the disk of this laptop is full, or does not work. What the other laptops have is not lost.", "Free some space on this laptop, and join the others once."},
	{laptop.ErrNoFolder, "The data folder cannot be opened: the disk is full, or does not work. Nothing was changed.", "Free some space on this laptop, and start again."},
	{carry.ErrNotWorkshop, "This is not a workshop file. Nothing was changed.", "Take a file that *Save a copy to carry* made: its name ends in .throughline."},
	{carry.ErrNewer, "This file was saved by a newer Throughline. Nothing was changed.", "Update Throughline on this laptop, or save the file again with this version."},
	{carry.ErrTooLarge, "A workshop file holds up to 32 MB of notes and 200 MB of pictures; this one would be larger. Nothing was changed.", "Share the workshop over a cable or a hotspot instead."},
	{carry.ErrCut, "This file is not whole: its end is missing. Nothing was changed.", "Copy it again, and take the stick out only once the desktop says so."},
	{carry.ErrDocument, "This file is damaged: its notes are not those that were saved. Nothing was changed.", "Save it again on the laptop that it came from."},
	{carry.ErrDamaged, "This file is damaged: its list of parts is not the one that was saved. Nothing was changed.", "Save it again on the laptop that it came from."},
	{carry.ErrUnreadable, "This file could not be read to its end: the stick may be out, or worn.", "Put the stick in again and open the file once more; what has come in stays."},
	{carry.ErrFull, "There is no room for the file. What was there before is as it was.", "Free some space there, or choose another folder."},
	{carry.ErrNotWritten, "The file could not be written whole: the stick may be out. What was there before is as it was.", "Put the stick in again, or choose another folder."},
	{crdt.ErrUnrelated, "This file names a workshop of this laptop and holds another one. Nothing was changed.", "Ask who gave you the file where it comes from."},
	{crdt.ErrHarmful, "This workshop broke the program that looks into it first, and was not taken in. This laptop, and everything on it, is as it was.", "Get the workshop from another laptop that has it."},
	{crdt.ErrUnexamined, "What comes from others is looked into by a second Throughline first, and that could not be started. Nothing was taken in.", "Close Throughline and start it again."},
	{crdt.ErrRefused, "This holds what no Throughline writes, and was refused. Nothing of it was taken in.", "Save the file again on the laptop that it came from."},
	{laptop.ErrMayNotBring, "This file holds what others in this workshop did not sign. Nothing of that was taken in.", "Have the facilitator open it, or its author save it again with this version."},
	{laptop.ErrWatching, "You watch this workshop, and those who watch change nothing.", "Ask the facilitator to make you a participant."},
	{laptop.ErrFacilitators, "The name of the workshop and what its colours mean are up to the facilitators.", "Ask one of them."},
	{laptop.ErrNoPoll, "The question is no longer asked.", "What you wrote is kept on this laptop."},
	{laptop.ErrNothingToSave, "This workshop has not arrived yet: there is nothing to save.", "Join the others once, and save it then."},
	{storage.ErrInUse, "Throughline is already running with this data folder.", "Use the window that is open, or give another folder with --data."},
	{storage.ErrNewer, "This data folder was written by a newer Throughline. It was left as it is.", "Update Throughline on this laptop."},
	{storage.ErrFull, "The disk is full. Everything is still here, and is saved as soon as there is room.", "Free some space on this laptop."},
	{storage.ErrDisk, "The disk of this laptop does not take what is written. Everything is still open here and on the other laptops.", "Keep the window open, and check the disk."},
	{storage.ErrNotFound, "There is no such workshop on this laptop.", "throughline list shows those that are here."},
	{storage.ErrDamaged, "Part of the stored data is damaged. It was set aside; the rest is here.", "Join the others once: what is missing comes back from their laptops."},
	{storage.ErrBlobsFull, "The pictures of this workshop take 200 MB together, and it holds no more.", "Start another workshop for further pictures, or leave some out."},
	{picture.ErrFormat, "This is no picture that a note can show.", "Use a PNG, JPEG, GIF or WebP file."},
	{picture.ErrTooLarge, "This picture is too large to open here. Nothing was changed.", "Make it smaller in another program: up to 40 megapixels go."},
	{picture.ErrBroken, "This picture is damaged and cannot be read. Nothing was changed.", "Save it again in another program, or take another one."},
	{laptop.ErrNobody, "No workshop is heard of in this room.", "Type the address beneath the words, or search this network."},
	{laptop.ErrSeveral, "Several workshops are shared in this room.", "Choose yours in the list, or type the address beneath the words."},
	{laptop.ErrGone, "Nobody of this workshop answers where it was last seen.", "Check that it is shared, and that all are on the same network; or type the address beneath the words. If neither helps, this network may keep laptops from seeing each other: start a hotspot on one laptop, or use a cable."},
	{laptop.ErrLinkGone, "Nobody of this workshop answers where this link leads.", "Ask for a new link: addresses change with the network. If that does not help, start a hotspot on one laptop, or use a cable."},
	{laptop.ErrNobodyShares, "Other laptops answer on this network, and none of them shares a workshop at the usual address.", "Ask whoever shares to open Share, and type the address that stands there."},
	{laptop.ErrApart, "Only the router answers: this network seems to keep laptops apart, as guest Wi-Fi often does (client isolation).", "Start a hotspot on the facilitator's laptop, use a cable and a switch, or carry the workshop as a file. What everybody wrote is kept meanwhile."},
	{laptop.ErrSilence, "Nothing at all answers on this network: it keeps laptops apart, or this laptop is alone on it.", "Check that all are on the same Wi-Fi. If they are, start a hotspot on one laptop, use a cable and a switch, or carry the workshop as a file."},
	{lan.ErrLink, "This link is not whole.", "Copy it again, from its first word to its last character."},
	{lan.ErrWrongWords, "These words do not open this workshop.", "Check them against the wall: five words, in order."},
	{lan.ErrDoorShut, "The door of this workshop has shut after too many wrong tries.", "Wait a minute and try again, or ask the facilitator."},
	{lan.ErrClosed, "The door of this workshop is shut: nobody new is let in now.", "Ask the facilitator to open it, under Share."},
	{lan.ErrNotNow, "You are not let in just now.", "Speak to the facilitator, and try again in a minute."},
	{lan.ErrNobodyAnswered, "Nobody answered who may let you in.", "Speak to the facilitator, and try again."},
	{lan.ErrRemoved, "You were taken out of this workshop. What was on this laptop stays on it.", "If that was a mistake, ask the facilitator to let you back in."},
	{lan.ErrMayNot, "Only the facilitator may do this.", "Ask whoever leads the workshop."},
	{laptop.ErrNotShared, "This workshop is not shared now.", "Press Share first."},
	{lan.ErrNotThroughline, "What answers at this address is not Throughline.", "Check the address beneath the words."},
	{lan.ErrUnreachable, "Nobody answers at this address. This network may keep laptops from seeing each other.", "Check the address. If it is right, start a hotspot on one laptop, or use a cable."},
	{lan.ErrImpostor, "What answers at this address does not know the words itself. Nothing was given to it.", "Check the address, and tell the facilitator."},
	{lan.ErrNotMember, "The workshop at this address is another one.", "Ask for the words that are on the wall now."},
	{lan.ErrFull, "This workshop is full: it holds 64 laptops.", "Write together on a laptop that is in."},
	{lan.ErrSelf, "This address is this laptop's own.", "Type the address that the other laptop shows."},
	{lan.ErrNoNetwork, "This laptop is on no network now. Everything is saved here.", "Join the Wi-Fi of the room, start a hotspot, or use a cable."},
	{words.ErrUnknown, "These are not five words that a workshop shows.", "Check their spelling against the wall; the first three letters of each are enough."},
	{render.ErrTooLarge, "The picture would be too large.", "Choose a smaller size."},
	{crdt.ErrClosed, "This workshop could not be opened whole, so nothing can be written on it. What can be read is shown.", "Close it and join the others once: what is missing comes back from their laptops."},
	{laptop.ErrNoDocument, "The other laptop answered, but its workshop did not arrive.", "Try again; if it stays so, restart Throughline on the other laptop."},
	{workshop.ErrTextTooLong, "A note holds at most 4,000 characters.", "Split it into several notes."},
	{moment.ErrNotAllowed, "Only a facilitator sets the timer and the instruction.", "Ask the facilitator."},
	{errNothingToKeep, "This laptop has not been in a workshop with others yet.", "Give --join with the words on the wall, or --share with an ID."},
	{cluster.ErrTooMany, "Up to 5,000 notes can be grouped at once, and there are more.", "Group those of one canvas, or of one stage."},
	{cluster.ErrTwice, "Two notes in this file have the same id.", "Give each note an id of its own."},
	{errNotesTooLong, "This file is larger than the 32 MB that are read.", "Take the notes apart into several files."},
	{errNoNotes, "This is no file of notes. Nothing was done.", `It has to be JSON like {"notes":[{"id":"1","text":"…"}]}, with an id for every note.`},
	{errNotHeld, "The rehearsal did not go well.", "What is written above says what to change."},
	{context.DeadlineExceeded, "This took too long, and was given up. Nothing was changed.", "Try again."},
	{context.Canceled, "Stopped.", ""},
	{fs.ErrNotExist, "There is no such file.", "Check its name."},
	{fs.ErrPermission, "This file or folder may not be used from here.", "Choose another one."},
}

// explain gives the sentence and the next step of an error. One that is not in the table
// speaks for itself.
func explain(err error) (sentence, next string) {
	for _, e := range explanations {
		if errors.Is(err, e.is) {
			sentence, next = e.sentence, e.next
			break
		}
	}
	var path *os.PathError
	var odd *notesError
	if errors.As(err, &odd) {
		sentence = "This is no file of notes: " + strings.ToLower(odd.what[:1]) + odd.what[1:] + " Nothing was done."
	}
	var sender *laptop.SenderError
	if errors.As(err, &sender) && sender.Name != "" {
		from := " It came from the laptop of " + sender.Name + "."
		if sender.File {
			from = " It was saved by " + sender.Name + ", as the file says."
		}
		sentence += from
	}
	switch {
	case sentence == "":
		sentence = err.Error()
	case errors.As(err, &path):
		sentence += " (" + path.Path + ")"
	}
	return sentence, next
}
