package io.annals.app.cli;

/** A command could not be carried out. The message is a sentence for the person at the terminal; the exit status is 2. */
class NotDone extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotDone(String sentence) {
        super(sentence);
    }
}
