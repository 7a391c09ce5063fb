package org.broadsheet.popularity;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;

/** Makes the lists of what is read most for tests of other rooms, where no keeper works by itself. */
@ApplicationScoped
public class Ranked {
    private final PopularKeeper keeper;

    Ranked(PopularKeeper keeper) {
        this.keeper = keeper;
    }

    public void now() {
        try {
            keeper.turn();
        } catch (SQLException failed) {
            throw new AssertionError(failed);
        }
    }
}
