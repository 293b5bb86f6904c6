package com.clerk.sdk.spring.boot;

import com.clerk.sdk.webhooks.DeliveryStore;
import java.io.Serial;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A store of deliveries in the database of the application. The id of a delivery and the work for it are committed in
 * one transaction of the application's transaction manager, which {@code JdbcTemplate}, JPA and {@code @Transactional}
 * take part in. It has the table of {@code JdbcDeliveryStore}.
 */
final class TransactionalDeliveryStore implements DeliveryStore {
    private static final String INSERT = "INSERT INTO clerk_webhook_delivery (id, handled_at) VALUES (?, ?)";
    private static final String SELECT = "SELECT id FROM clerk_webhook_delivery WHERE id = ?";

    /** Clerk waits 15 seconds for an answer: a server that waits longer for another one answers in vain. */
    private static final int MAX_WAIT_SECONDS = 15;

    private final JdbcTemplate database;
    private final TransactionTemplate transactions;

    TransactionalDeliveryStore(DataSource database, PlatformTransactionManager transactions) {
        this.database = new JdbcTemplate(database);
        this.database.setQueryTimeout(MAX_WAIT_SECONDS);
        this.transactions = new TransactionTemplate(transactions);
    }

    @Override
    public boolean handleOnce(String deliveryId, Runnable work) {
        try {
            transactions.executeWithoutResult(status -> {
                insert(deliveryId);
                work.run();
            });
            return true;
        } catch (AlreadyThereException e) {
            // A collation that ignores case may have refused the id of another delivery.
            if (find(deliveryId).contains(deliveryId)) {
                return false;
            }
            throw e;
        }
    }

    /** Inserts the id. If another server has inserted it, the database waits until its transaction has ended. */
    private void insert(String deliveryId) {
        try {
            database.update(INSERT, deliveryId, System.currentTimeMillis());
        } catch (DuplicateKeyException e) {
            // Not the exception itself: the work may throw the same one for a table of its own.
            throw new AlreadyThereException(e);
        }
    }

    private List<String> find(String deliveryId) {
        return database.queryForList(SELECT, String.class, deliveryId);
    }

    private static final class AlreadyThereException extends IllegalStateException {
        @Serial
        private static final long serialVersionUID = 1L;

        AlreadyThereException(DuplicateKeyException cause) {
            super(
                    "The table clerk_webhook_delivery refused the id of a delivery. Its column id must tell upper from "
                            + "lower case.",
                    cause);
        }
    }
}
