package com.clerk.sdk.spring.boot;

import com.clerk.sdk.webhooks.DeliveryStore;
import java.io.Serial;
import java.sql.Connection;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.springframework.aop.support.AopUtils;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.jta.JtaTransactionManager;
import org.springframework.transaction.support.TransactionSynchronizationManager;
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
    private final PlatformTransactionManager manager;
    private final TransactionTemplate transactions;

    TransactionalDeliveryStore(DataSource database, PlatformTransactionManager manager) {
        this.database = new JdbcTemplate(database);
        this.database.setQueryTimeout(MAX_WAIT_SECONDS);
        this.manager = manager;
        this.transactions = new TransactionTemplate(manager);
    }

    @Override
    public boolean handleOnce(String deliveryId, Runnable work) {
        try {
            transactions.executeWithoutResult(status -> {
                requireTransactionOfDatabase();
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

    /**
     * Requires that the database takes part in the transaction. Otherwise it would keep the id before the work is done,
     * and the work would be lost if it failed. With JTA, a connection may say that it commits each statement and not do
     * so.
     */
    private void requireTransactionOfDatabase() {
        // In this order: the question to the connection leaves one that lasts as long as the transaction.
        if (!isBoundToTransaction() || commitsEachStatement()) {
            var type = AopUtils.getTargetClass(manager);
            if (!JtaTransactionManager.class.isAssignableFrom(type)) {
                throw needsManagerOfDatabase(type);
            }
        }
    }

    /** Tells whether the manager has begun a transaction of the database: a pool may open connections with one. */
    private boolean isBoundToTransaction() {
        var source = Objects.requireNonNull(database.getDataSource());
        var target = source instanceof TransactionAwareDataSourceProxy proxy ? proxy.getTargetDataSource() : null;
        return TransactionSynchronizationManager.hasResource(Objects.requireNonNullElse(target, source));
    }

    /** Asks the connection that the next statement will use. */
    private boolean commitsEachStatement() {
        return Boolean.TRUE.equals(database.execute((ConnectionCallback<Boolean>) Connection::getAutoCommit));
    }

    private static ClerkPropertyException needsManagerOfDatabase(Class<?> type) {
        return new ClerkPropertyException(
                "clerk.webhooks.deliveries",
                "The value jdbc needs a transaction manager of the DataSource, and " + type.getName()
                        + " is not one. The delivery was not handled, and nothing was written. Add a "
                        + "JdbcTransactionManager or a JpaTransactionManager of the DataSource. With several "
                        + "transaction managers, define a bean of type DeliveryStore.",
                null);
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
