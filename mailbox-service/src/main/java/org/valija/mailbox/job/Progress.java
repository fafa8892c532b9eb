package org.valija.mailbox.job;

/**
 * How far a run has come, told by the job between two transactions. Every call is a checkpoint: if the service stops, or
 * the run has been given to another replica, it ends the run by an exception that is not to be caught.
 */
public interface Progress {

    /** How many there are to do, as far as that is known now. */
    void total(long total);

    /** So many more are done. */
    void done(long more);

    /** What is done at the moment, or what the run has come to, in words for administrators. */
    void message(String message);

    /** Nothing new, but a good place to stop. */
    void checkpoint();
}
