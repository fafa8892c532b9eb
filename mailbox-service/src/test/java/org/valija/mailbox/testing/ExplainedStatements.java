package org.valija.mailbox.testing;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Asks PostgreSQL for the plan of every statement on messages, or on the outbound queue, that the service executes, with the values that it executes
 * it with, right before it does.
 */
public final class ExplainedStatements {

    private final Map<String, String> plans = new ConcurrentHashMap<>();
    private volatile boolean on;

    /** To be handed to {@link MailboxServer#on}. */
    public void watch(SpringApplicationBuilder application) {
        application.initializers(context -> context.getBeanFactory().addBeanPostProcessor(new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return bean instanceof DataSource source ? watched(source) : bean;
            }
        }));
    }

    /** What somebody does. */
    @FunctionalInterface
    public interface Work {
        void run() throws Exception;
    }

    /** The plans of all statements that the service executes meanwhile, by statement. */
    public Map<String, String> of(Work work) throws Exception {
        plans.clear();
        on = true;
        try {
            work.run();
        } finally {
            on = false;
        }
        return new LinkedHashMap<>(plans);
    }

    private DataSource watched(DataSource source) {
        return new DelegatingDataSource(source) {
            @Override
            public Connection getConnection() throws SQLException {
                return watched(super.getConnection());
            }
        };
    }

    private Connection watched(Connection connection) {
        return proxy(Connection.class, (method, arguments) -> {
            var result = invoke(connection, method, arguments);
            return result instanceof PreparedStatement statement
                            && method.getName().equals("prepareStatement")
                            && on
                            && arguments[0] instanceof String sql
                            && sql.matches(
                                    "(?is).*\\b(message|message_flags|message_now|changed_since|outbound_recipient)\\b.*")
                    ? watched(statement, connection.prepareStatement("explain " + sql), sql)
                    : result;
        });
    }

    private PreparedStatement watched(PreparedStatement statement, PreparedStatement explain, String sql) {
        return proxy(PreparedStatement.class, (method, arguments) -> {
            if (method.getName().startsWith("set") && arguments.length > 1) {
                invoke(explain, method, arguments);
            } else if (method.getName().matches("execute(Query|Update)?")) {
                plans.put(sql, plan(explain));
            } else if (method.getName().equals("close")) {
                explain.close();
            }
            return invoke(statement, method, arguments);
        });
    }

    private static String plan(PreparedStatement explain) throws SQLException {
        var plan = new StringBuilder();
        try (var line = explain.executeQuery()) {
            while (line.next()) {
                plan.append(line.getString(1)).append('\n');
            }
        }
        return plan.toString();
    }

    /** What a method of a proxy does. */
    @FunctionalInterface
    private interface Call {
        Object of(Method method, Object[] arguments) throws Throwable;
    }

    private static <T> T proxy(Class<T> type, Call call) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (_, method, arguments) -> call.of(method, arguments == null ? new Object[0] : arguments)));
    }

    private static Object invoke(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
